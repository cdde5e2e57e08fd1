namespace Vamos.Adapters.Tests.Health.Hl7;

using System.Net;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vamos.Adapter.V1;
using Vamos.Adapters.Health.Hl7;
using Vamos.Adapters.Hl7;
using Vamos.Adapters.Hl7.Mllp;
using Vamos.Adapters.Quarantine;
using Vamos.Adapters.Tests.Lab;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>The part of the health ministry's adapter that listens for HL7, on a port and a file of its own.</summary>
public sealed class Hl7Lab : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vamos-hl7-").FullName;
    private readonly Func<Hl7Settings, Hl7Settings> _adjust;
    private readonly LabTime _time;
    private ServiceProvider? _services;
    private CancellationTokenSource? _stop;
    private Task _running = Task.CompletedTask;
    private int _port;

    private Hl7Lab(Func<Hl7Settings, Hl7Settings>? adjust, LabTime? time)
    {
        _adjust = adjust ?? (settings => settings);
        _time = time ?? new LabTime();
        Directory.CreateDirectory(Inbox);
    }

    public CapturedLogs Logs { get; } = new();

    public Hl7Events Part { get; private set; } = null!;

    public QuarantineStore Quarantine => _services!.GetRequiredService<QuarantineStore>();

    public string Store => Path.Combine(_folder, "store", "events.db");

    public string Inbox => Path.Combine(_folder, "inbox");

    public IPEndPoint Address => new(IPAddress.Loopback, Part.Port!.Value);

    public static async Task<Hl7Lab> StartAsync(Func<Hl7Settings, Hl7Settings>? adjust = null, LabTime? time = null)
    {
        var lab = new Hl7Lab(adjust, time);
        await lab.StartPartAsync();
        return lab;
    }

    /// <summary>Ends the part and starts another on the same files, as a restart of the program does.</summary>
    public async Task RestartAsync()
    {
        await StopPartAsync();
        await StartPartAsync();
    }

    public Task<MllpClient> ConnectAsync() => MllpClient.ConnectAsync(Address, Deadline());

    /// <summary>Sends a message over a connection of its own, and gives the code of the answer.</summary>
    public async Task<string> SendAsync(string message) => (await SendForAnswerAsync(message)).Require("MSA").Field(1).Text;

    public async Task<Hl7Message> SendForAnswerAsync(string message)
    {
        await using var client = await ConnectAsync();
        return await client.SendAsync(Encoding.UTF8.GetBytes(message), Deadline());
    }

    /// <summary>Sends messages that must be accepted.</summary>
    public async Task AcceptAsync(params string[] messages)
    {
        foreach (var message in messages)
            Assert.Equal("AA", await SendAsync(message));
    }

    public async Task<PersonRecords> AskAsync(string cedula = "99000004")
    {
        Assert.True(NationalId.TryParse(cedula, out var id));
        var answers = await Part.GetRecordsAsync([id], FactKinds.Of(FactKind.Person, FactKind.Immunization), Deadline());
        Assert.Null(AnswerContract.Broken(id, "mspbs", answers[0]));
        return answers[0];
    }

    public long Count(string table)
    {
        using var connection = new SqliteConnection($"Data Source={Store};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {table}";
        return (long)command.ExecuteScalar()!;
    }

    public static CancellationToken Deadline(int seconds = 20) => new CancellationTokenSource(TimeSpan.FromSeconds(seconds)).Token;

    public async Task StopPartAsync()
    {
        if (_stop is null)
            return;
        await _stop.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(20));
        await Part.DisposeAsync();
        await _services!.DisposeAsync();
        _stop.Dispose();
        _stop = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopPartAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartPartAsync()
    {
        var services = new ServiceCollection();
        services.AddMetrics();
        services.AddLogging(logging => logging.AddProvider(Logs));
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton(provider => new QuarantineStore(
            "mspbs",
            null,
            _time,
            provider.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(),
            provider.GetRequiredService<ILogger<QuarantineStore>>()));
        _services = services.BuildServiceProvider();
        var settings = _adjust(new Hl7Settings { Store = Store, Listen = new IPEndPoint(IPAddress.Loopback, _port) });
        Part = (Hl7Events)Hl7Events.With(settings)(_services);
        // As the host does: what runs beside the answering begins before it is opened.
        _stop = new CancellationTokenSource();
        _running = Part.RunAsync(_stop.Token);
        await Part.OpenAsync(CancellationToken.None);
        _port = Part.Port ?? 0;
    }
}
