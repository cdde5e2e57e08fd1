namespace Vamos.Documents;

using System.Security.Cryptography;
using System.Text;

/// <summary>The texts of all documents of a folder, read at one time, and the hash that names this state of them.</summary>
public sealed class DocumentFiles
{
    private const int MostBytes = 1024 * 1024;

    private DocumentFiles(IReadOnlyList<(string Name, string Text)> texts, IReadOnlyList<Finding> findings)
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

    /// <summary>Every document that could be read, by its name.</summary>
    public IReadOnlyList<(string Name, string Text)> Texts { get; }

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Reads the documents of a folder. What cannot be read becomes a finding.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="group">The folder in it that holds any number of documents, all <c>*.yaml</c>; empty for the folder itself.</param>
    /// <param name="required">Names of documents that must be there.</param>
    public static DocumentFiles Read(string folder, string group, params IReadOnlyList<string> required)
    {
        List<(string, string)> texts = [];
        List<Finding> findings = [];
        foreach (var file in required.Concat(Names(folder, group, findings).Except(required)))
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

        return new DocumentFiles(texts, findings);
    }

    /// <summary>Documents that are held in memory, by name.</summary>
    public static DocumentFiles Of(IEnumerable<KeyValuePair<string, string>> texts) =>
        new([.. texts.Select(t => (t.Key, t.Value)).OrderBy(t => t.Key, StringComparer.Ordinal)], []);

    private static IEnumerable<string> Names(string folder, string group, List<Finding> findings)
    {
        try
        {
            return [.. Directory.EnumerateFiles(Path.Combine(folder, group))
                .Select(Path.GetFileName)
                .Where(name => name is not ['.', ..] && (name!.EndsWith(".yaml", StringComparison.Ordinal) || name.EndsWith(".yml", StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal)
                .Select(name => group.Length == 0 ? name! : $"{group}/{name}")];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            findings.Add(Missing(group.Length == 0 ? "." : group, $"cannot be read: {e.Message}"));
            return [];
        }
    }

    private static Finding Missing(string file, string message) => new(Severity.Error, file, 1, "file", message);
}
