namespace Vamos.Trust.Agreements.Checks;

using System.Security.Cryptography;
using System.Text;

/// <summary>The texts of all documents of a folder, read at one time, and the hash that names this state of them.</summary>
public sealed class AgreementFiles
{
    /// <summary>Name of the document of the institutions.</summary>
    public const string InstitutionsFile = "institutions.yaml";

    /// <summary>Name of the folder of the agreements.</summary>
    public const string AgreementsFolder = "agreements";

    private const int MostBytes = 1024 * 1024;

    private AgreementFiles(IReadOnlyList<(string Name, string Text)> texts, IReadOnlyList<Finding> findings)
    {
        Texts = texts;
        Findings = findings;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, text) in texts)
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{text}")));
        foreach (var finding in findings)
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(finding.ToString())));
        Version = Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>SHA-256 over names and contents, and over what could not be read: the same state, the same version.</summary>
    public string Version { get; }

    internal IReadOnlyList<(string Name, string Text)> Texts { get; }

    internal IReadOnlyList<Finding> Findings { get; }

    /// <summary>Reads a folder with <c>institutions.yaml</c> and <c>agreements/*.yaml</c>. What cannot be read becomes a finding.</summary>
    public static AgreementFiles Read(string folder)
    {
        List<(string, string)> texts = [];
        List<Finding> findings = [];
        var agreements = Path.Combine(folder, AgreementsFolder);
        foreach (var file in Names(agreements, findings).Prepend(InstitutionsFile))
        {
            try
            {
                var bytes = File.ReadAllBytes(Path.Combine(folder, file));
                if (bytes.Length > MostBytes)
                    findings.Add(Missing(file, $"has {bytes.Length} bytes, may have at most {MostBytes}"));
                else
                    texts.Add((file, new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF')));
            }
            catch (DecoderFallbackException)
            {
                findings.Add(Missing(file, "is not text in UTF-8"));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                findings.Add(Missing(file, $"cannot be read: {e.Message}"));
            }
        }

        return new AgreementFiles(texts, findings);
    }

    /// <summary>Documents that are held in memory, by name.</summary>
    public static AgreementFiles Of(IEnumerable<KeyValuePair<string, string>> texts) =>
        new([.. texts.Select(t => (t.Key, t.Value)).OrderBy(t => t.Key, StringComparer.Ordinal)], []);

    private static IEnumerable<string> Names(string folder, List<Finding> findings)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder)
                .Select(Path.GetFileName)
                .Where(name => name is not ['.', ..] && (name!.EndsWith(".yaml", StringComparison.Ordinal) || name.EndsWith(".yml", StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal)
                .Select(name => $"{AgreementsFolder}/{name}")];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            findings.Add(Missing(AgreementsFolder, $"cannot be read: {e.Message}"));
            return [];
        }
    }

    private static Finding Missing(string file, string message) => new(Severity.Error, file, 1, "file", message);
}
