namespace Vamos.Cli.Services;

using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.Clients.ServiceNetwork;
using Vamos.Common.V1;
using Vamos.Network;
using Vamos.ServiceNetwork.V1;
using Option = System.CommandLine.Option;

/// <summary><c>vamos services search</c>.</summary>
internal sealed class SearchCommand
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos services search --district 1116 --for 99000004 --as utgs", "what closes the gaps of a person and her household, best first, with the reasons"),
        ("vamos services search vacunación niños --district 1116 --as utgs", "by words, whatever their accents"),
        ("vamos services search --district 1602 --pillar social-security --json --as utgs", "for scripts"),
    ];

    private readonly Terminal _terminal;
    private readonly HubOptions _hub;
    private readonly Argument<string[]> _words = new("words") { Description = "Words in Spanish; all must be found.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _district = ServiceOptions.District("Where help is needed; the person's own when left out.");
    private readonly Option<ServicePackage[]> _packages = ServiceOptions.Choices<ServicePackage>("--package", "Only these packages.");
    private readonly Option<Pillar[]> _pillars = ServiceOptions.Choices<Pillar>("--pillar", "Only these pillars.");
    private readonly Option<LifeCycleCategory[]> _categories = ServiceOptions.Choices<LifeCycleCategory>("--category", "Only for these categories.");
    private readonly Option<int> _limit = new("--limit") { Description = "The most services.", DefaultValueFactory = _ => 20, HelpName = "number" };
    private readonly Option<bool> _json = CommonOptions.Json("Print the answer (and errors, on standard error) as JSON.");

    private readonly Option<NationalId?> _person = new("--for")
    {
        Description = "Number of the identity document of the person whose gaps are to be closed.",
        HelpName = "cedula",
        CustomParser = result => NationalId.TryParse(CommonOptions.Token(result), out var id) ? id : Refuse(result),
    };

    public SearchCommand(Terminal terminal)
    {
        _terminal = terminal;
        _hub = new HubOptions(terminal);
    }

    public Command Create()
    {
        var command = new DocumentedCommand("search", "Finds services for a person, a place or words, the best first, and says why.") { Examples = Examples };
        command.Arguments.Add(_words);
        foreach (var option in (IEnumerable<Option>)[_person, _district, _packages, _pillars, _categories, _limit, .. _hub.All, _json])
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var connection = _hub.Open(parsed);
        var answer = await connection.ServiceNetwork.SearchAsync(
            new SearchServicesRequest
            {
                NationalId = parsed.GetValue(_person),
                DistrictCode = parsed.GetValue(_district) ?? "",
                Query = string.Join(' ', parsed.GetValue(_words) ?? []),
                Packages = { parsed.GetValue(_packages) ?? [] },
                Pillars = { parsed.GetValue(_pillars) ?? [] },
                Categories = { parsed.GetValue(_categories) ?? [] },
                PageSize = parsed.GetValue(_limit),
            },
            cancellationToken: cancellation);
        if (parsed.GetValue(_json))
            WriteJson(answer);
        else
            Write(answer);
        return ExitCode.Ok;
    }

    private void WriteJson(SearchAnswer answer)
    {
        var response = new SearchServicesResponse { Matches = { answer.Matches }, Sources = { answer.Sources }, NextPageToken = answer.NextPageToken };
        var json = JsonNode.Parse(JsonFormatter.Default.Format(response))!.AsObject();
        json["exchangeId"] = answer.ExchangeId;
        _terminal.Output.WriteLine(json.ToJsonString(JsonText.Options));
    }

    private void Write(SearchAnswer answer)
    {
        if (answer.Matches.Count == 0)
            _terminal.Output.WriteLine("No service was found.");
        var number = 0;
        foreach (var match in answer.Matches)
        {
            var service = match.Service;
            SectionWriter.Write(_terminal.Console, Section.OfFacts(
                string.Create(CultureInfo.InvariantCulture, $"{++number}. {service.Name}"),
                [
                    ("Service", service.ServiceId),
                    ("Reached by", Wording.Of(match.ReachedBy)),
                    ("Where", Wording.Place(service.DeliveredAt)),
                    ("When", service.Schedule),
                    ("Closes", string.Join(", ", match.ClosedGaps.Select(code => KnownProtection.Find(code)?.Name ?? code))),
                    .. match.Reasons.Select((reason, i) => (i == 0 ? "Why" : "", reason)),
                ]));
        }

        SectionWriter.Write(_terminal.Console, Beneficiaries.SourceSections.Of(answer.Sources));
        if (answer.NextPageToken.Length != 0)
            _terminal.Error.WriteLine("There are more; --limit shows them, up to 100.");
    }

    private static NationalId? Refuse(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = SectionWriter.Plain(CommonOptions.Token(result));
        result.AddError($"--for: '{text}' is not the number of a cédula. Write it as 1234567, 1.234.567 or A-1234567.");
        return null;
    }
}
