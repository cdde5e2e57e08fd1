namespace Vamos.Adapters.Drops;

using Vamos.Common.V1;

/// <summary>The one spelling of a cédula by which rows are kept: the letter, if any, and the digits.</summary>
public static class DropKey
{
    /// <summary>The key of a person.</summary>
    public static string Of(NationalId id) => id.Letter + id.Number;

    internal static NationalId Person(string key) => char.IsAsciiLetter(key[0])
        ? new NationalId { Letter = key[..1], Number = key[1..] }
        : new NationalId { Number = key };
}
