namespace Vamos.Network.Documents;

using System.Text;
using Vamos.Documents;
using Vamos.Network.Offerings;
using Vamos.ServiceNetwork.V1;
using Vamos.Translation.Delimited;

/// <summary>
/// A table of services: fields by semicolons, a header with the keys of the YAML documents, entries of a list by commas. Spreadsheets write and read it
/// as it is.
/// </summary>
public static class CsvServices
{
    private const int MostFields = 64;
    private const int MostFindings = 500;

    private static readonly string[] Example =
    [
        "mds", "orientacion-villeta", "Oficina de orientación", "Orienta a las familias sobre los programas y ayuda a reunir los documentos.", "core",
        "social-integration", "household,adult", "1,2", "district", "1116", "urban", "Centro", "1116", "", "household-income-support", "guarani,wheelchair",
        "200", "30d", "lunes a viernes, 7:00 a 13:00", "Municipalidad de Villeta", "", "", "2026-01-01", "", "true",
    ];

    /// <summary>A table with every column and one service as an example.</summary>
    public static string Template { get; } = $"""
        {string.Join(';', CsvColumns.All.Select(column => column.Name))}
        {string.Join(';', Example)}

        """;

    internal static ServicesFile Read(string name, string text, IReadOnlySet<string>? programmes)
    {
        var reader = new DelimitedReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), ';', MostFields);
        if (!reader.Read() || reader.Flaw is not null)
            return ServicesFile.Broken(name, "has no header line that can be read");
        var columns = Enumerable.Range(0, Math.Min(reader.Count, MostFields)).Select(i => Encoding.UTF8.GetString(reader.Field(i)).Trim()).ToArray();
        var findings = Header(name, columns, reader.Count).ToList();
        if (findings.Count != 0)
            return new ServicesFile { Findings = findings, Services = [] };

        List<ServiceOffering> services = [];
        var codes = new HashSet<(string, string)>();
        while (reader.Read() && findings.Count < MostFindings)
        {
            if (reader.IsBlank)
                continue;
            var line = (int)reader.Line;
            if (reader.Flaw is not null || reader.Count != columns.Length)
            {
                findings.Add(Wrong(line, "line", reader.Flaw is { } flaw ? $"has {flaw}" : $"has {reader.Count} fields, must have {columns.Length}"));
                continue;
            }

            var row = new CsvRow(columns.Select((column, i) => KeyValuePair.Create(column, Encoding.UTF8.GetString(reader.Field(i)).Trim())));
            var service = ServiceMessage.Of(CsvColumns.Document(row), row.Text("provider"));
            services.Add(service);
            findings.AddRange(row.Wrong.Select(wrong => Wrong(line, wrong.Column, wrong.Message)));
            findings.AddRange(OfferingRules.Violations(service, programmes).Where(v => !row.IsWrong(CsvColumns.OfField(v.Field)))
                .Select(v => Wrong(line, CsvColumns.OfField(v.Field), v.Description)));
            if (service.Code.Length == 0)
                findings.Add(Wrong(line, "code", "es obligatorio"));
            else if (!codes.Add((service.ProviderInstitution, service.Code)))
                findings.Add(Wrong(line, "code", "está repetido"));
        }

        return new ServicesFile { Findings = findings, Services = services };

        Finding Wrong(int line, string column, string message) => new(Severity.Error, name, line, column, message);
    }

    private static IEnumerable<Finding> Header(string name, string[] columns, int count)
    {
        if (count > MostFields)
            yield return new Finding(Severity.Error, name, 1, "header", $"has {count} columns, may have at most {MostFields}");
        foreach (var unknown in columns.Where(column => !CsvColumns.Names.Contains(column)))
        {
            yield return new Finding(
                Severity.Error, name, 1, unknown.Length == 0 ? "header" : unknown, $"is no column; the columns are {string.Join(", ", CsvColumns.Names)}");
        }

        foreach (var twice in columns.GroupBy(column => column).Where(group => group.Count() > 1))
            yield return new Finding(Severity.Error, name, 1, twice.Key, "is there more than once");
        foreach (var missing in CsvColumns.All.Where(column => column.Required && !columns.Contains(column.Name)))
            yield return new Finding(Severity.Error, name, 1, missing.Name, "is missing");
    }
}
