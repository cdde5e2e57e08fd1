namespace Vamos.Cli.CommandLine;

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using Vamos.Certificates;
using Vamos.Clients;
using Vamos.Clients.Calls;
using Vamos.Contracts.Exchange;
using Vamos.Exchange.V1;

/// <summary>Options of every command that calls the hub: where it is, who we are, why we ask.</summary>
internal sealed class HubOptions
{
    private const string PurposePrefix = "PURPOSE_";
    private const string DefaultHub = "https://localhost:7443";
    private const string Sandbox = "`dotnet run --project src/Vamos.Sandbox`";

    private readonly Terminal _terminal;
    private readonly Purpose _usual;
    private readonly Option<string> _as;
    private readonly Option<Uri?> _hub;
    private readonly Option<string> _certs;
    private readonly Option<Purpose?> _purpose;
    private readonly Option<string?> _caseId;
    private readonly Option<string?> _user;
    private readonly Option<TimeSpan?> _deadline;

    /// <param name="terminal">Whose environment is read.</param>
    /// <param name="usual">The purpose of calls that do not say theirs.</param>
    public HubOptions(Terminal terminal, Purpose usual = Purpose.CaseManagement)
    {
        _terminal = terminal;
        _usual = usual;
        _as = new("--as")
        {
            Description = "Institution to ask as: its certificate is used. Environment: VAMOS_AS.",
            HelpName = "institution",
            DefaultValueFactory = _ => terminal.Environment("VAMOS_AS") ?? "utgs",
        };
        _hub = new("--hub")
        {
            Description = $"Address of the hub. Environment: VAMOS_HUB. Default: {DefaultHub}.",
            HelpName = "address",
            CustomParser = result => ParseHub(result, CommonOptions.Token(result)),
        };
        _certs = CommonOptions.Certificates(terminal, "Folder with ca.pem and the institution's .pem and .key. Environment: VAMOS_CERTS.");
        _purpose = new("--purpose")
        {
            Description = $"Why the data is asked for; recorded with the exchange. One of {string.Join(", ", ExchangeMetadata.PurposeNames.Select(Short))}. "
                + $"Default: {Short(ExchangeMetadata.NameOf(usual))}.",
            HelpName = "purpose",
            CustomParser = result => ParsePurpose(result),
        };
        _purpose.CompletionSources.Add(_ => ExchangeMetadata.PurposeNames.Select(name => new System.CommandLine.Completions.CompletionItem(Short(name))));
        _caseId = Declared("--case-id", "File number of the case, recorded with the exchange.", "number");
        _user = Declared("--user", "End user under a pseudonym, recorded with the exchange; no name, no cédula.", "pseudonym");
        _deadline = CommonOptions.Duration(
            "--deadline", "Time until the answer must be there. Default: 10s.", TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1));
    }

    public IEnumerable<Option> All => [_as, _purpose, _caseId, _user, _hub, _certs, _deadline];

    /// <summary>The institution that asks, as it was written.</summary>
    public string InstitutionOf(ParseResult parsed) => parsed.GetValue(_as)!;

    /// <summary>Opens the connection that the options describe.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="retries">Whether what may be sent twice is sent again when the hub could not take it.</param>
    /// <exception cref="UsageException">There are no certificates to open it with.</exception>
    public VamosConnection Open(ParseResult parsed, bool retries = true)
    {
        var folder = Folder(parsed.GetValue(_certs)!);
        var institution = Institution(parsed.GetValue(_as)!, folder);
        return VamosConnection.Open(
            new VamosClientOptions
            {
                HubAddress = parsed.GetValue(_hub) ?? FromEnvironment(),
                AuthorityPath = folder.AuthorityPath,
                CertificatePath = folder.CertificatePath(institution),
                KeyPath = folder.KeyPath(institution),
                Deadline = parsed.GetValue(_deadline) ?? TimeSpan.FromSeconds(10),
                Purpose = parsed.GetValue(_purpose) ?? _usual,
                Retries = retries,
                Declaration = () => new CallDeclaration { CaseId = parsed.GetValue(_caseId), User = parsed.GetValue(_user) },
            },
            _terminal.Time);
    }

    private CertificateFolder Folder(string path)
    {
        if (Directory.Exists(path))
            return CertificateFolder.Open(path, _terminal.Time);
        throw new UsageException(
            $"The folder of certificates {Path.GetFullPath(path)} does not exist. Start the sandbox, which makes it ({Sandbox}), make one with "
            + "`vamos certs init --institutions`, run vamos from the root of the repository, or say by --certs where the folder is.");
    }

    private static string Institution(string text, CertificateFolder folder)
    {
        if (!InstitutionName.TryNormalize(text, out var code))
            throw new UsageException($"--as: '{text}' is not an institution's code. Write {InstitutionName.Rule}.");
        if (File.Exists(folder.CertificatePath(code)))
            return code;

        var known = folder.List().Select(status => status.Institution).ToArray();
        var which = known.Length == 0 ? "none at all" : $"those of {string.Join(", ", known)}";
        throw new UsageException(
            $"--as: {folder.Path} has no certificate of {code}; it has {which}. `vamos certs issue {code}` makes one where the authority's key is.");
    }

    private static Option<string?> Declared(string name, string description, string helpName)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count != 0 && !CallDeclaration.IsSendable(result.Tokens[0].Value))
                result.AddError($"{name}: must be {CallDeclaration.Rule}.");
        });
        return option;
    }

    private static Uri? ParseHub(ArgumentResult result, string text)
    {
        if (IsHub(text, out var address))
            return address;
        result.AddError(NotAHub("--hub", text));
        return null;
    }

    private Uri FromEnvironment()
    {
        var text = _terminal.Environment("VAMOS_HUB") ?? DefaultHub;
        return IsHub(text, out var address) ? address : throw new UsageException(NotAHub("VAMOS_HUB", text));
    }

    private static bool IsHub(string text, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address) && address.Scheme == Uri.UriSchemeHttps && address.PathAndQuery == "/";

    private static string NotAHub(string where, string text) => $"{where}: '{text}' is not an address of a hub. Write it as https://host:port.";

    private static Purpose ParsePurpose(ArgumentResult result)
    {
        var text = CommonOptions.Token(result);
        var name = text.ToUpperInvariant().Replace('-', '_');
        var purpose = ExchangeMetadata.PurposeOf(name.StartsWith(PurposePrefix, StringComparison.Ordinal) ? name : PurposePrefix + name);
        if (purpose == Purpose.Unspecified)
            result.AddError($"--purpose: '{text}' is not a purpose. Write one of {string.Join(", ", ExchangeMetadata.PurposeNames.Select(Short))}.");
        return purpose;
    }

    private static string Short(string name) => name[PurposePrefix.Length..].ToLowerInvariant().Replace('_', '-');
}
