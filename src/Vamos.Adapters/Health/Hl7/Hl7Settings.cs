namespace Vamos.Adapters.Health.Hl7;

using System.Net;
using Vamos.Adapters.Hl7;
using Vamos.Adapters.Hl7.Mllp;
using Vamos.Certificates;
using Vamos.Hosting.Settings;

/// <summary>Where the ministry's HL7 v2 messages come from and how they are understood.</summary>
public sealed record Hl7Settings
{
    /// <summary>Where messages are listened for, or null when they only come as files. Default: loopback, port 2575.</summary>
    public IPEndPoint? Listen { get; init; } = new(IPAddress.Loopback, MllpSettings.RegisteredPort);

    /// <summary>Identity for TLS on that port; null listens without TLS. Not disposed here.</summary>
    public TlsIdentitySource? Tls { get; init; }

    /// <summary>Told where messages are listened for, once they are; for those who let the system choose the port.</summary>
    public Action<IPEndPoint>? Listening { get; init; }

    /// <summary>Folder into which files of messages are put; null looks for none.</summary>
    public string? Inbox { get; init; }

    /// <summary>Time between two looks into the inbox. Default five seconds.</summary>
    public TimeSpan InboxInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The file in which events are kept. It holds personal data: only the adapter's user may read it.</summary>
    public required string Store { get; init; }

    /// <summary>
    /// Character set of messages that name none. Default UTF-8: a message in Latin-1 is hardly ever valid UTF-8, so that the mistake is noticed,
    /// while every message in UTF-8 can be read as Latin-1, and nonsense comes of it.
    /// </summary>
    public Hl7CharacterSet CharacterSet { get; init; } = Hl7CharacterSet.Utf8;

    /// <summary>Distance from UTC of times without one. Default -03:00, which Paraguay has all year.</summary>
    public TimeSpan Offset { get; init; } = TimeSpan.FromHours(-3);

    /// <summary>Identifier types (CX.5) that mean a cédula. Default NI, NNPRY, CI.</summary>
    public IReadOnlyCollection<string> CedulaTypes { get; init; } = ["NI", "NNPRY", "CI"];

    /// <summary>
    /// Assigning authorities (CX.4) that give cédulas. With some named, an identifier of another authority is none, whatever its type says; one
    /// without a type is, if its authority is among them. Default none: the type alone decides.
    /// </summary>
    public IReadOnlyCollection<string> CedulaAuthorities { get; init; } = [];

    /// <summary>Processing ids (MSH-11) that are taken. Default P: messages for training and tests are rejected.</summary>
    public IReadOnlyCollection<string> ProcessingIds { get; init; } = ["P"];

    /// <summary>How long the messages themselves are kept, and resent ones are known again. Default 30 days.</summary>
    public TimeSpan KeepMessages { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long messages are kept that were set aside. Default 365 days.</summary>
    public TimeSpan KeepSetAside { get; init; } = TimeSpan.FromDays(365);

    /// <summary>How long a change feed can be resumed. Default 30 days.</summary>
    public TimeSpan KeepChanges { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Most connections at a time. Default 64.</summary>
    public int MaxConnections { get; init; } = 64;

    /// <summary>Time after which a connection that brings nothing is closed. Default ten minutes.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>What a message may measure. Default one megabyte and 5000 segments.</summary>
    public Hl7Limits Limits { get; init; } = Hl7Limits.Default;

    /// <summary>Most people read in one go. Default 200, 1 to 500.</summary>
    public int BatchSize { get; init; } = 200;

    /// <summary>Reads the section <c>Mspbs:Hl7</c>; errors are left with the reader.</summary>
    public static Hl7Settings Read(SettingsReader section)
    {
        var inbox = section.OptionalText("Inbox") is null ? null : section.ExistingFolder("Inbox");
        var listens = section.OptionalText("Address") is not { } address || !address.Equals("none", StringComparison.OrdinalIgnoreCase);
        if (!listens && inbox is null)
            section.Error("Inbox", "is missing, and with Address 'none' no messages would ever come");
        return new Hl7Settings
        {
            Listen = ReadListen(section, listens),
            Tls = section.Section("Tls") is var tls && tls.OptionalText("Certificate") is null ? null : TlsSettings.Read(tls, TimeProvider.System),
            Inbox = inbox,
            InboxInterval = section.Duration("InboxInterval", TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
            Store = section.Text("Store"),
            CharacterSet = ReadCharacterSet(section),
            Offset = section.Duration("Offset", TimeSpan.FromHours(-3), TimeSpan.FromHours(-14), TimeSpan.FromHours(14)),
            CedulaTypes = ReadWords(section, "CedulaTypes", "NI, NNPRY, CI"),
            CedulaAuthorities = ReadWords(section, "CedulaAuthorities", ""),
            ProcessingIds = ReadWords(section, "ProcessingIds", "P"),
            KeepMessages = ReadDays(section, "KeepMessagesDays", 30),
            KeepSetAside = ReadDays(section, "KeepSetAsideDays", 365),
            KeepChanges = ReadDays(section, "KeepChangesDays", 30),
            MaxConnections = section.Number("MaxConnections", 64, 1, 1000),
            IdleTimeout = section.Duration("IdleTimeout", TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(5), TimeSpan.FromHours(12)),
            Limits = new Hl7Limits { MessageBytes = section.Number("MessageKilobytes", 1024, 16, 64 * 1024) * 1024 },
            BatchSize = section.Number("BatchSize", 200, 1, 500),
        };
    }

    private static IPEndPoint? ReadListen(SettingsReader section, bool listens)
    {
        var text = section.Text("Address", IPAddress.Loopback.ToString());
        var port = section.Number("Port", MllpSettings.RegisteredPort, 0, IPEndPoint.MaxPort);
        if (!listens)
            return null;
        if (!IPAddress.TryParse(text, out var address))
            section.Error("Address", $"is '{text}', must be an IP address, for example 127.0.0.1, or none");
        return new IPEndPoint(address ?? IPAddress.Loopback, port);
    }

    private static Hl7CharacterSet ReadCharacterSet(SettingsReader section)
    {
        var name = section.Text("CharacterSet", Hl7CharacterSet.Utf8.Name);
        if (Hl7CharacterSet.Find(name) is { } set)
            return set;
        section.Error("CharacterSet", $"is '{name}', must be one of {string.Join(", ", Hl7CharacterSet.Names)}");
        return Hl7CharacterSet.Utf8;
    }

    private static string[] ReadWords(SettingsReader section, string key, string fallback) =>
        section.Text(key, fallback).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static TimeSpan ReadDays(SettingsReader section, string key, int fallback) => TimeSpan.FromDays(section.Number(key, fallback, 1, 3650));
}
