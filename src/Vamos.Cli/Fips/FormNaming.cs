namespace Vamos.Cli.Fips;

using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Protobuf;
using Vamos.Fips.Documents;
using Vamos.Fips.V1;

/// <summary>How forms of files are named, to people and to the hub.</summary>
internal static class FormNaming
{
    private const int RequestIdLength = 32;

    /// <summary>JSON in one line, accents as they are.</summary>
    public static JsonSerializerOptions OneLine { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>How a form of a file is called: the file, and the line where it is not the first.</summary>
    public static string Name(string file, FormEntry entry) => entry.Number == 1 ? file : $"{file}, line {entry.Line}";

    /// <summary>An identifier of the request to store a form. It follows from the form, so that the same one is stored once however often it is sent.</summary>
    public static string RequestId(IntegratedProtectionForm form) => Convert.ToHexStringLower(SHA256.HashData(form.ToByteArray()))[..RequestIdLength];
}
