namespace Vamos.Adapters.Health.Hl7.Events;

using Vamos.Adapters.Hl7;

/// <summary>Finds out what a message means, or why it cannot be understood.</summary>
internal sealed class HealthEventReader(Hl7Settings settings, TimeProvider time)
{
    // A clock that runs ahead by more would keep later messages from being believed.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(10);

    /// <summary>Who sends the message, for telling its numbers from those of others.</summary>
    public static string SenderOf(Hl7Message message) => $"{message.Header.Field(3).Raw}|{message.Header.Field(4).Raw}";

    /// <summary>Message type and event; empty where it is not even two codes.</summary>
    public static string TypeOf(Hl7Message message)
    {
        var type = message.Header.Field(9);
        var code = type.Component(1).Text.Trim();
        var trigger = type.Component(2).Text.Trim();
        if (trigger.Length == 0 && message.Find("EVN") is { } evn)
            trigger = evn.Field(1).Text.Trim();
        return IsCode(code) && (trigger.Length == 0 || IsCode(trigger)) ? $"{code}^{trigger}".TrimEnd('^') : "";
    }

    /// <exception cref="Hl7Exception">It cannot be understood, or is for somebody else.</exception>
    public HealthEvent Read(Hl7Message message)
    {
        var header = message.Header;
        if (header.Field(10).Text.Trim().Length == 0)
            throw header.Flaw(Hl7ErrorCode.RequiredFieldMissing, 10, "is missing");
        if (header.Field(11).Component(1).Text is { Length: > 0 } processing && !settings.ProcessingIds.Contains(processing))
            throw header.Flaw(Hl7ErrorCode.UnsupportedProcessingId, 11, "is a processing id that is not taken here");
        if (header.Field(12).Component(1).Text is { Length: > 0 } version && !version.StartsWith("2.", StringComparison.Ordinal))
            throw header.Flaw(Hl7ErrorCode.UnsupportedVersion, 12, "is no version 2");

        var type = TypeOf(message);
        return type switch
        {
            "ADT^A04" or "ADT^A08" or "ADT^A28" or "ADT^A31" => Patient(message, type),
            "ADT^A40" => Patient(message, type) with { Merged = Identifiers(message, message.Require("MRG"), 1) },
            "VXU^V04" => Patient(message, type) with { Doses = DoseReader.Read(message) },
            ['A', 'D', 'T', ..] or ['V', 'X', 'U', ..] =>
                throw header.Flaw(Hl7ErrorCode.UnsupportedEventCode, 9, "is an event that is not taken here", component: 2),
            _ => throw header.Flaw(Hl7ErrorCode.UnsupportedMessageType, 9, "is a message type that is not taken here", component: 1),
        };
    }

    /// <summary>The cédula in a message that could not be understood otherwise; null when it cannot be found either.</summary>
    public string? CedulaIn(Hl7Message message)
    {
        try
        {
            return message.Find("PID") is { } pid ? Identifiers(message, pid, 3).Cedula : null;
        }
        catch (Hl7Exception)
        {
            return null;
        }
    }

    private static bool IsCode(string text) => text.Length == 3 && text.All(char.IsAsciiLetterOrDigit);

    private HealthEvent Patient(Hl7Message message, string type)
    {
        var pid = message.Require("PID");
        var identifiers = Identifiers(message, pid, 3);
        return new HealthEvent { Type = type, Time = TimeOf(message), Patient = identifiers, Facts = PatientReader.Read(pid, identifiers) };
    }

    private PatientIdentifiers Identifiers(Hl7Message message, Hl7Segment segment, int field) =>
        PatientIdentifiers.Read(segment, field, SenderOf(message), settings);

    private DateTimeOffset TimeOf(Hl7Message message)
    {
        var now = time.GetUtcNow();
        var said = (message.Find("EVN") is { } evn ? InstantIn(evn, 2) : null) ?? InstantIn(message.Header, 7) ?? now;
        return said <= now + Tolerance ? said : now;
    }

    private DateTimeOffset? InstantIn(Hl7Segment segment, int field)
    {
        var text = segment.Field(field).Text.Trim();
        if (text.Length == 0)
            return null;
        return Hl7Time.TryParse(text, out var read) && read.ToInstant(settings.Offset) is { } instant
            ? instant
            : throw segment.Flaw(Hl7ErrorCode.DataType, field, "is no date and time");
    }
}
