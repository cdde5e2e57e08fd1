namespace Vamos.Cli.Agreements;

using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Trust.Agreements;
using Vamos.Trust.Agreements.Explaining;

/// <summary><c>vamos agreements explain</c>.</summary>
internal sealed class ExplainCommand(Terminal terminal, DocumentOptions documents)
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos agreements explain --as mtess GetBeneficiary", "what mtess may see of a person, and why"),
        ("vamos agreements explain --as mtess GetBeneficiary --lang es", "the same in Spanish"),
    ];

    private readonly Argument<string> _method = new("method") { Description = "Method, for example GetBeneficiary or BeneficiaryService/GetBeneficiary." };

    private readonly Option<string> _caller = new("--as") { Description = "Code of the institution that asks.", HelpName = "institution", Required = true };

    private readonly Option<string?> _folder = new("--dir")
    {
        Description = "Folder with institutions.yaml and agreements/. Environment: VAMOS_AGREEMENTS.",
        HelpName = "folder",
    };

    private readonly Option<string> _language = new("--lang") { Description = "Language: en or es.", HelpName = "language", DefaultValueFactory = _ => "en" };

    public Command Create()
    {
        _language.AcceptOnlyFromAmong("en", "es");
        var command = new DocumentedCommand("explain", "Says in words what an institution may see of a method's answers, and why.") { Examples = Examples };
        command.Arguments.Add(_method);
        foreach (var option in (Option[])[_caller, _folder, _language, documents.Day, documents.Json])
            command.Options.Add(option);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var (folder, result) = documents.Check(parsed, parsed.GetValue(_folder));
        if (result.Book is not { } book)
            throw new UsageException($"The documents in {folder} cannot be used: {result.Errors.First()}. `vamos agreements check` lists every error.");

        var explanation = AgreementExplanation.Of(book, parsed.GetValue(_caller)!, MethodOf(parsed.GetValue(_method)!), documents.DayOf(parsed));
        if (documents.WantsJson(parsed))
            terminal.Output.WriteLine(JsonText.Of(Facts(explanation)));
        else
            terminal.Output.Write(parsed.GetValue(_language) == "es" ? explanation.InSpanish() : explanation.InEnglish());
        return explanation.Grants.Any(g => g.State == GrantState.InForce) ? ExitCode.Ok : ExitCode.Denied;
    }

    private static ExchangedMethod MethodOf(string name) => ExchangedMethods.Meant(name) switch
    {
        [var method] => method,
        [] => throw new UsageException($"There is no method '{name}'. Methods are: {string.Join(", ", ExchangedMethods.All.Select(m => m.ShortName))}."),
        var several => throw new UsageException($"'{name}' can be {string.Join(" or ", several.Select(m => m.ShortName))}."),
    };

    private static object Facts(AgreementExplanation explanation) => new
    {
        explanation.Consumer,
        explanation.ConsumerName,
        Method = explanation.Method.FullName,
        explanation.Today,
        Grants = explanation.Grants.Select(g => new { g.State, g.Grant.Agreement, g.Granted, g.Withheld }),
    };
}
