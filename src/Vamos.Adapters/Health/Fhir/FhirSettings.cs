namespace Vamos.Adapters.Health.Fhir;

using Vamos.Hosting.Settings;

/// <summary>Where the ministry's FHIR server is, how it lets us in, and what it calls things.</summary>
public sealed record FhirSettings
{
    /// <summary>Identifiers of this system are numbers of identity documents, unless told otherwise.</summary>
    public const string DefaultIdentifierSystem = "http://www.mspbs.gov.py/fhir/sid/cedula";

    /// <summary>The extension of an address that holds the INE code of a district, unless told otherwise.</summary>
    public const string DefaultDistrictExtension = "http://www.mspbs.gov.py/fhir/StructureDefinition/distrito-ine";

    /// <summary>Base address of the server, ending in a slash. Plain http is taken on the same machine only.</summary>
    public required Uri Address { get; init; }

    /// <summary>How it lets us in.</summary>
    public FhirCredentials Credentials { get; init; } = FhirCredentials.None;

    /// <summary>System URI of identifiers that are numbers of identity documents; a letter stands before the number: <c>A-1234567</c>.</summary>
    public string IdentifierSystem { get; init; } = DefaultIdentifierSystem;

    /// <summary>Address of the extension that holds the INE code of a district.</summary>
    public string DistrictExtension { get; init; } = DefaultDistrictExtension;

    /// <summary>Most people asked for in one search. Default 100, 1 to 500.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>Resources wanted on a page. Default 500, 1 to 5000; a server may give fewer.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>Most pages read of one search; a search that has more is an error, never a partial answer. Default 100, 1 to 1000.</summary>
    public int MaxPages { get; init; } = 100;

    /// <summary>Most bytes of one search's pages together. Default 64 million, a thousand to a thousand million.</summary>
    public int MaxBytes { get; init; } = 64_000_000;

    /// <summary>Requests at the same time. Default 6, 1 to 64.</summary>
    public int Concurrency { get; init; } = 6;

    /// <summary>Time that one request may take, its body included. Default ten seconds, a tenth of a second to two minutes.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often it is checked that the server is still what it was. Default an hour, a second to a day.</summary>
    public TimeSpan CheckInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long names of establishments and insurers count as fresh; afterwards the server is asked whether they changed. Default ten minutes, zero
    /// to a day.
    /// </summary>
    public TimeSpan DirectoryFreshness { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long after its time stamp a change may still come to light, by slow transactions and clocks that are counted roughly. Changes are
    /// looked for this far back. Default thirty seconds, a second to an hour.
    /// </summary>
    public TimeSpan ChangeOverlap { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Reads the section; errors are left with the reader.</summary>
    public static FhirSettings Read(SettingsReader section) => new()
    {
        Address = ReadAddress(section),
        Credentials = FhirCredentials.Read(section),
        IdentifierSystem = section.Text("IdentifierSystem", DefaultIdentifierSystem),
        DistrictExtension = section.Text("DistrictExtension", DefaultDistrictExtension),
        BatchSize = section.Number("BatchSize", 100, 1, 500),
        PageSize = section.Number("PageSize", 500, 1, 5000),
        MaxPages = section.Number("MaxPages", 100, 1, 1000),
        MaxBytes = section.Number("MaxBytes", 64_000_000, 1_000, 1_000_000_000),
        Concurrency = section.Number("Concurrency", 6, 1, 64),
        RequestTimeout = section.Duration("RequestTimeout", TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(2)),
        CheckInterval = section.Duration("CheckInterval", TimeSpan.FromHours(1), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
        DirectoryFreshness = section.Duration("DirectoryFreshness", TimeSpan.FromMinutes(10), TimeSpan.Zero, TimeSpan.FromDays(1)),
        ChangeOverlap = section.Duration("ChangeOverlap", TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
    };

    private static Uri ReadAddress(SettingsReader section)
    {
        var text = section.Text("Address");
        var isAddress = Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0;
        if (isAddress)
            return uri!;
        if (text.Length != 0)
        {
            section.Error(
                "Address", "must be an https address without user, query or fragment, for example https://fhir.example.gov.py/r4/ (http on this machine only)");
        }

        return new Uri("https://localhost/");
    }
}
