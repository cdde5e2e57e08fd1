namespace Vamos.Adapters.Tests.Lab;

using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vamos.Adapter.V1;
using Vamos.Adapters.Drops;
using Vamos.Adapters.Mtess.Payrolls;
using Vamos.Adapters.Quarantine;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>The part that reads payrolls, with an inbox of its own.</summary>
internal sealed class PayrollLab : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vamos-payrolls-");
    private readonly ServiceProvider _services;

    private PayrollLab()
    {
        _services = new ServiceCollection().AddMetrics().AddLogging(logging => logging.AddProvider(Logs)).BuildServiceProvider();
        Quarantine = new QuarantineStore(
            "mtess", null, TimeProvider.System, _services.GetRequiredService<IMeterFactory>(), _services.GetRequiredService<ILogger<QuarantineStore>>());
        Inbox = _folder.CreateSubdirectory("inbox").FullName;
        Part = new PayrollPart(Settings, Quarantine, TimeProvider.System, _services.GetRequiredService<ILogger<DropRoom>>());
    }

    public CapturedLogs Logs { get; } = new();

    public QuarantineStore Quarantine { get; }

    public PayrollPart Part { get; }

    public string Inbox { get; }

    public DropSettings Settings => new() { Inbox = Inbox, Store = Path.Combine(_folder.FullName, "payrolls.db") };

    public static PayrollLab Open()
    {
        var lab = new PayrollLab();
        lab.Part.Room.Open();
        return lab;
    }

    /// <summary>Puts a file into the inbox, and waits until it was taken in or refused.</summary>
    public async Task<DropResult> DropAsync(string name, byte[] content)
    {
        await File.WriteAllBytesAsync(Path.Combine(Inbox, name), content);
        return Assert.Single(await TakeAsync());
    }

    public Task<DropResult> DropAsync(string name, params string[] lines)
    {
        var encoding = name.StartsWith("empleados", StringComparison.Ordinal) ? Encoding.Latin1 : new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return DropAsync(name, encoding.GetBytes(string.Concat(lines.Select(line => line + "\r\n"))));
    }

    /// <summary>Looks into the inbox until nothing is left there.</summary>
    public async Task<IReadOnlyList<DropResult>> TakeAsync()
    {
        // A file without its hash counts as whole when two looks find it alike.
        return [.. await Part.Room.PollAsync(CancellationToken.None), .. await Part.Room.PollAsync(CancellationToken.None)];
    }

    public async Task<PersonRecords> AskAsync(int number, string letter = "") => (await AskAsync(HistoryLab.Id(number, letter)))[0];

    public Task<IReadOnlyList<PersonRecords>> AskAsync(params NationalId[] people) =>
        Part.GetRecordsAsync(people, FactKinds.Of(FactKind.Employment), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Part.Dispose();
        Quarantine.Dispose();
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
