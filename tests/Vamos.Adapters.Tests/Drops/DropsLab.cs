namespace Vamos.Adapters.Tests.Drops;

using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vamos.Adapters.Drops;
using Vamos.Translation.Delimited;
using Vamos.Adapters.Quarantine;
using Vamos.Adapters.Tests.Lab;
using Vamos.Beneficiary.V1;

/// <summary>An inbox and a store of its own, with two small forms of file: a list of the dead, and a list in UTF-8 of people in groups.</summary>
public sealed class DropsLab : IDisposable
{
    public const string Header = "cedula;nombre;fecha\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vamos-drops-");
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ILoggerFactory _logging;

    public DropsLab(Func<DropSettings, DropSettings>? adjust = null, DropLayout[]? layouts = null)
    {
        Inbox = _folder.CreateSubdirectory("inbox").FullName;
        var settings = new DropSettings { Inbox = Inbox, Store = Path.Combine(_folder.FullName, "drops.db") };
        Settings = adjust?.Invoke(settings) ?? settings;
        Layouts = layouts ?? [Dead, Grouped];
        _logging = LoggerFactory.Create(logging => logging.AddProvider(Logs));
        Quarantine = new QuarantineStore(
            "mds", _folder.FullName, TimeProvider.System, _services.GetRequiredService<IMeterFactory>(), _logging.CreateLogger<QuarantineStore>());
        Room = Open();
    }

    public static DropLayout Dead { get; } = new("muertos", DelimitedColumn.Texts("cedula;nombre;fecha"), record =>
        new DropRow(record.RequiredCedula("cedula"), Value: new Death { Date = record.Date("fecha") }))
    {
        Kinds = FactKinds.Of(FactKind.Person),
        PartFlaw = _ => null,
    };

    public static DropLayout Grouped { get; } = new("hogares", DelimitedColumn.Texts("cedula,hogar", ','), record =>
    {
        record.Group = record.Text("hogar") ?? "";
        return new DropRow(record.Cedula("cedula"), record.Group);
    })
    {
        Delimiter = ',',
        Encoding = DelimitedEncoding.Utf8,
        Kinds = FactKinds.Of(FactKind.Household),
        GroupMembersIn = "hogares",
    };

    public string Inbox { get; }

    public DropSettings Settings { get; }

    public IReadOnlyList<DropLayout> Layouts { get; }

    public QuarantineStore Quarantine { get; }

    public CapturedLogs Logs { get; } = new();

    public DropRoom Room { get; private set; }

    public string QuarantineFile => Path.Combine(_folder.FullName, "set-aside-mds.jsonl");

    public static string Lines(int from, int count, string date = "14/03/2020") =>
        Header + string.Concat(Enumerable.Range(from, count).Select(number => $"{number};NOMBRE;{date}\n"));

    /// <summary>Drops a file with its hash, and has it taken in: at once when it is good, at the next look when it is not.</summary>
    public Task<DropResult> TakeAsync(string name, string text) => TakeAsync(name, Encoding.Latin1.GetBytes(text));

    /// <summary>For properties, which wait for nothing.</summary>
    public DropResult Take(string name, byte[] bytes, byte[]? hashed = null) => TakeAsync(name, bytes, hashed).GetAwaiter().GetResult();

    public async Task<DropResult> TakeAsync(string name, byte[] bytes, byte[]? hashed = null)
    {
        File.WriteAllBytes(Path.Combine(Inbox, name), bytes);
        File.WriteAllText(Path.Combine(Inbox, name + ".sha256"), Convert.ToHexString(SHA256.HashData(hashed ?? bytes)));
        return Assert.Single(await PollTwiceAsync());
    }

    public async Task<IReadOnlyList<DropResult>> PollTwiceAsync()
    {
        var first = await Room.PollAsync(CancellationToken.None);
        return [.. first, .. await Room.PollAsync(CancellationToken.None)];
    }

    /// <summary>The people who are listed, by key.</summary>
    public IReadOnlyList<StoredRow> Find(DropLayout layout, params string[] keys)
    {
        using var reading = Room.Read();
        return [.. reading.OfPeople(layout, keys).SelectMany(rows => rows)];
    }

    public IReadOnlyList<string> ChangedSince(string position)
    {
        var changed = new List<string>();
        for (var page = Room.ReadChanges(position); ; page = Room.ReadChanges(page.Position))
        {
            changed.AddRange(page.Changes.Select(change => DropKey.Of(change.Person)));
            if (!page.More)
                return changed;
        }
    }

    /// <summary>As after a restart of the process.</summary>
    public void Reopen()
    {
        Room.Dispose();
        Room = Open();
    }

    public void Dispose()
    {
        Room.Dispose();
        Quarantine.Dispose();
        _logging.Dispose();
        _services.Dispose();
        _folder.Delete(recursive: true);
    }

    private DropRoom Open()
    {
        var room = new DropRoom(Settings, Layouts, Quarantine, TimeProvider.System, _logging.CreateLogger<DropRoom>());
        room.Open();
        return room;
    }
}
