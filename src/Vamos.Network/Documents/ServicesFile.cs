namespace Vamos.Network.Documents;

using System.Text;
using Vamos.Documents;
using Vamos.Network.Offerings;
using Vamos.ServiceNetwork.V1;

/// <summary>A file of services, YAML or CSV, read and checked as a whole. <c>vamos services check</c> and <c>import</c> do the same.</summary>
public sealed record ServicesFile
{
    /// <summary>Largest file that is read.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    /// <summary>Everything found, by line.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>The services, in the order of the file; only those of a file without errors are to be used.</summary>
    public required IReadOnlyList<ServiceOffering> Services { get; init; }

    /// <summary>Whether nothing keeps the file from being used.</summary>
    public bool IsUsable => Findings.All(finding => finding.Severity != Severity.Error);

    /// <summary>Reads and checks.</summary>
    /// <param name="name">Name of the file; what ends in <c>.csv</c> is a table, anything else YAML.</param>
    /// <param name="content">Its bytes, UTF-8.</param>
    /// <param name="programmes">Codes of the programmes that have rules; null when that is not known here.</param>
    public static ServicesFile Read(string name, byte[] content, IReadOnlySet<string>? programmes)
    {
        if (content.Length > MostBytes)
            return Broken(name, $"has {content.Length} bytes, may have at most {MostBytes}");
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Broken(name, "is not text in UTF-8");
        }

        return name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
            ? CsvServices.Read(name, text, programmes)
            : OfYaml(name, text, programmes);
    }

    internal static ServicesFile Broken(string name, string message) =>
        new() { Findings = [new Finding(Severity.Error, name, 1, "file", message)], Services = [] };

    private static ServicesFile OfYaml(string name, string text, IReadOnlySet<string>? programmes)
    {
        var at = new DocumentReading(name);
        if (YamlDocument.Read<ServicesDocument>(text, at) is not { } document)
            return new ServicesFile { Findings = at.Findings, Services = [] };

        var services = document.Services.Select(service => ServiceMessage.Of(service, document.Provider)).ToList();
        var codes = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < services.Count; i++)
        {
            foreach (var violation in OfferingRules.Violations(services[i], programmes))
                at.Error($"services[{i}].{violation.Field}", violation.Description);
            if (services[i].Code.Length != 0 && !codes.Add(services[i].Code))
                at.Error($"services[{i}].code", "está repetido");
        }

        return new ServicesFile { Findings = [.. at.Findings.OrderBy(f => f.Line)], Services = services };
    }
}
