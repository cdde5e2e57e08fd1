namespace Vamos.Sandbox.LegacySystems.Health;

using System.Globalization;
using System.Text;

/// <summary>A search as it was asked for.</summary>
internal sealed class FhirQuery
{
    private readonly List<(string Name, IReadOnlyList<string> Values)> _criteria = [];

    private FhirQuery(string type) => Type = type;

    public string Type { get; }

    public int Count { get; private set; } = 50;

    /// <summary>Parameters that the server does not know.</summary>
    public List<string> Unknown { get; } = [];

    private bool? NewestFirst { get; set; }

    /// <exception cref="FormatException">A value is none.</exception>
    public static FhirQuery Parse(string type, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var query = new FhirQuery(type);
        foreach (var (name, value) in parameters)
        {
            switch (name)
            {
                case "_count":
                    query.Count = int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);
                    break;
                case "_sort" when value is "_lastUpdated" or "-_lastUpdated":
                    query.NewestFirst = value[0] == '-';
                    break;
                case "_id" or "_lastUpdated":
                case "identifier" when type == "Patient":
                case "patient" when type != "Patient":
                    query._criteria.Add((name, Values(value)));
                    break;
                default:
                    query.Unknown.Add(name);
                    break;
            }
        }

        return query;
    }

    /// <summary>What is found.</summary>
    /// <exception cref="FormatException">A value is none.</exception>
    public IReadOnlyList<FhirResource> Run(FhirRegister register)
    {
        var found = Candidates(register).DistinctBy(resource => resource.Id).Where(resource => _criteria.TrueForAll(criterion => Fits(resource, criterion)));
        return NewestFirst switch
        {
            null => [.. found],
            false => [.. found.OrderBy(resource => resource.LastUpdated)],
            true => [.. found.OrderByDescending(resource => resource.LastUpdated)],
        };
    }

    private IEnumerable<FhirResource> Candidates(FhirRegister register)
    {
        foreach (var (name, values) in _criteria)
        {
            switch (name)
            {
                case "identifier":
                    return values.SelectMany(value => register.PatientsWith(CedulaIn(value)));
                case "_id":
                    return values.Select(id => register.Find(Type, id)).OfType<FhirResource>();
                case "patient":
                    return values.SelectMany(id => register.OfPatient(Type, WithoutType(id)));
            }
        }

        var since = _criteria.Where(criterion => criterion.Name == "_lastUpdated").SelectMany(criterion => criterion.Values)
            .Where(value => value.StartsWith("ge", StringComparison.Ordinal) || value.StartsWith("gt", StringComparison.Ordinal))
            .Select(value => Moment(value[2..])).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
        return register.UpdatedSince(Type, since);
    }

    private static bool Fits(FhirResource resource, (string Name, IReadOnlyList<string> Values) criterion) => criterion.Name switch
    {
        "_id" => criterion.Values.Contains(resource.Id),
        "patient" => criterion.Values.Any(value => WithoutType(value) == resource.PatientId),
        "_lastUpdated" => criterion.Values.All(value => value[..Math.Min(2, value.Length)] switch
        {
            "ge" => resource.LastUpdated >= Moment(value[2..]),
            "gt" => resource.LastUpdated > Moment(value[2..]),
            "le" => resource.LastUpdated <= Moment(value[2..]),
            "lt" => resource.LastUpdated < Moment(value[2..]),
            _ => resource.LastUpdated == Moment(value),
        }),
        // Patients were found by it.
        _ => true,
    };

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static string WithoutType(string id) => id.StartsWith("Patient/", StringComparison.Ordinal) ? id["Patient/".Length..] : id;

    private static string CedulaIn(string token) =>
        token.Split('|', 2) is [FhirPatientResources.CedulaSystem or "", var value] ? value : token.Contains('|', StringComparison.Ordinal) ? "" : token;

    /// <summary>Values between commas; a comma behind a backslash is part of one.</summary>
    private static List<string> Values(string text)
    {
        List<string> values = [];
        var value = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                value.Append(text[++i]);
            }
            else if (text[i] == ',')
            {
                values.Add(value.ToString());
                value.Clear();
            }
            else
            {
                value.Append(text[i]);
            }
        }

        values.Add(value.ToString());
        values.RemoveAll(string.IsNullOrEmpty);
        return values;
    }
}
