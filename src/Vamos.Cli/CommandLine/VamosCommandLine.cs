namespace Vamos.Cli.CommandLine;

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Vamos.Cli.Agreements;
using Vamos.Cli.Audit;
using Vamos.Cli.Beneficiaries;
using Vamos.Cli.Certs;
using Vamos.Cli.Eligibility;
using Vamos.Cli.Fips;
using Vamos.Cli.Monitoring;
using Vamos.Cli.Programmes;
using Vamos.Cli.Receipts;
using Vamos.Cli.Referrals;
using Vamos.Cli.Services;

/// <summary>The program: its commands, and what becomes of a command line.</summary>
internal sealed class VamosCommandLine
{
    private static readonly (string, string)[] Examples =
    [
        ("vamos beneficiary get 99000004 --as utgs", "looks a person up across all institutions"),
        ("vamos certs show", "lists the certificates in certs/dev and until when they are valid"),
        ("vamos beneficiary get --help", "explains one command"),
    ];

    private readonly Terminal _terminal;
    private readonly RootCommand _root;

    public VamosCommandLine(Terminal terminal)
    {
        _terminal = terminal;
        _root = new RootCommand("vamos - the interoperability hub of the social protection system, on the command line.")
        {
            BeneficiaryCommand.Create(terminal),
            EligibilityCommand.Create(terminal),
            FipsCommands.Create(terminal),
            ServicesCommand.Create(terminal),
            ReferralCommand.Create(terminal),
            ReceiptCommand.Create(terminal),
            AuditCommand.Create(terminal),
            new MonitorCommand(terminal).Create(),
            ExchangesCommand.Create(terminal),
            new SourcesCommand(terminal).Create(),
            new LoadCommand(terminal).Create(),
            AgreementsCommand.Create(terminal),
            ProgrammesCommand.Create(terminal),
            CertsCommand.Create(terminal),
        };
        var help = _root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, Examples);
    }

    /// <summary>Runs one command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation = default)
    {
        var failures = new FailureReport(_terminal.Error, json: arguments.Contains(CommonOptions.JsonName));
        try
        {
            var parsed = _root.Parse(arguments);
            if (parsed.Action is ParseErrorAction)
                return RefuseCommandLine(parsed, failures);

            return await parsed.InvokeAsync(
                new InvocationConfiguration { Output = _terminal.Output, Error = _terminal.Error, EnableDefaultExceptionHandler = false },
                cancellation);
        }
        catch (Exception e)
        {
            return failures.Write(e);
        }
    }

    private int RefuseCommandLine(ParseResult parsed, FailureReport failures)
    {
        var command = parsed.CommandResult.Command;
        var path = string.Join(' ', Ancestors(command).Reverse().Select(c => c is RootCommand ? "vamos" : c.Name));
        if (command.Subcommands.Count != 0 && parsed.UnmatchedTokens.Count == 0)
        {
            _root.Parse([.. path.Split(' ').Skip(1), "--help"]).Invoke(new InvocationConfiguration { Output = _terminal.Error });
            return ExitCode.Usage;
        }

        // A word that is no command says it better than the lack of a command does.
        var errors = parsed.Errors.Select(error => error.Message)
            .Where(message => command.Subcommands.Count == 0 || !message.StartsWith("Required command", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal);
        return failures.Write(new UsageException(string.Join(Environment.NewLine, errors)), $"See {path} --help.");
    }

    private static IEnumerable<Command> Ancestors(Command? command)
    {
        for (; command is not null; command = command.Parents.OfType<Command>().FirstOrDefault())
            yield return command;
    }
}
