namespace Vamos.Cli.Services;

using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Network.Documents;
using Vamos.ServiceNetwork.V1;
using Option = System.CommandLine.Option;

/// <summary><c>vamos services import</c>.</summary>
internal sealed class ImportCommand
{
    public static readonly (string, string)[] Examples =
        [("vamos services import src/Vamos.Sandbox/Network/mds.yaml --as mds", "stores what is new or has changed; the same file again changes nothing")];

    private readonly Terminal _terminal;
    private readonly HubOptions _hub;
    private readonly FileOptions _file;

    public ImportCommand(Terminal terminal)
    {
        _terminal = terminal;
        _hub = new HubOptions(terminal);
        _file = new FileOptions(terminal);
    }

    public Command Create()
    {
        var command = new DocumentedCommand("import", "Stores the services of a file: those of our own institution, each by its code.") { Examples = Examples };
        command.Arguments.Add(_file.Argument);
        foreach (var option in (IEnumerable<Option>)[_file.Option, .. _hub.All])
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var file = _file.Read(parsed);
        if (!file.IsUsable)
            return ExitCode.DocumentsRefused;
        using var connection = _hub.Open(parsed);
        var others = file.Services.Select(service => service.ProviderInstitution).Where(provider => provider != connection.Institution).ToHashSet();
        if (others.Count != 0)
        {
            throw new UsageException(
                $"The file has services of {string.Join(", ", others)}, and we ask as {connection.Institution}: an institution changes its own only.");
        }

        List<ServiceOffering> stored = [];
        await foreach (var service in connection.ServiceNetwork.ListAsync(connection.Institution, cancellationToken: cancellation))
            stored.Add(service);
        var plan = ImportPlan.Of(file.Services, stored);
        foreach (var service in plan.ToStore)
        {
            var result = await connection.ServiceNetwork.StoreAsync(service, cancellationToken: cancellation);
            _terminal.Output.WriteLine($"{result.ServiceId}: version {result.Version}");
        }

        _terminal.Output.WriteLine($"{plan.ToStore.Count} services stored, {plan.Unchanged} were so already.");
        return ExitCode.Ok;
    }
}
