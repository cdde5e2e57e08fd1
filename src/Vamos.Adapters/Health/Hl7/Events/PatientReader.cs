namespace Vamos.Adapters.Health.Hl7.Events;

using Vamos.Adapters.Hl7;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>Reads PID. An empty field says nothing, the null value says that there is nothing.</summary>
internal static class PatientReader
{
    private const int EarliestYear = 1850;
    private const int LatestYear = 2150;

    public static PatientFacts Read(Hl7Segment pid, PatientIdentifiers identifiers)
    {
        var death = DeathOf(pid);
        return new PatientFacts
        {
            [PatientField.Cedula] = identifiers.Cedula,
            [PatientField.Name] = HealthName.Read(pid.Field(5)),
            [PatientField.Birth] = pid.Field(7) is { IsNull: true } ? "" : DateIn(pid, 7)?.ToIso(),
            [PatientField.Sex] = SexOf(pid),
            [PatientField.Marital] = MaritalOf(pid),
            [PatientField.Death] = death,
        };
    }

    /// <summary>The calendar date of a field; null when it is empty.</summary>
    /// <exception cref="Hl7Exception">It is none.</exception>
    public static Date? DateIn(Hl7Segment segment, int field)
    {
        var value = segment.Field(field);
        if (value.IsEmpty || value.IsNull)
            return null;
        return Hl7Time.TryParse(value.Text.Trim(), out var time) && time.Year is >= EarliestYear and <= LatestYear
            ? time.ToDate()
            : throw segment.Flaw(Hl7ErrorCode.DataType, field, "is no such calendar date");
    }

    private static string? SexOf(Hl7Segment pid)
    {
        var value = pid.Field(8);
        if (value.IsEmpty)
            return null;
        return value.Text.Trim().ToUpperInvariant() switch
        {
            "F" => nameof(Sex.Female),
            "M" => nameof(Sex.Male),
            // Other, unknown, ambiguous, not applicable: the contract has no word for them.
            "O" or "U" or "A" or "N" or "X" or "" => "",
            _ => throw pid.Flaw(Hl7ErrorCode.TableValueNotFound, 8, "is no code of sex"),
        };
    }

    // The table is the user's own, so a code that is not among the suggested ones is no mistake; it only says nothing here.
    private static string? MaritalOf(Hl7Segment pid) => pid.Field(16) is { IsNull: true } ? "" : pid.Field(16).Text.Trim().ToUpperInvariant() switch
    {
        "S" or "B" => nameof(MaritalStatus.Single),
        "M" => nameof(MaritalStatus.Married),
        "W" => nameof(MaritalStatus.Widowed),
        "D" => nameof(MaritalStatus.Divorced),
        "A" or "E" => nameof(MaritalStatus.Separated),
        "C" or "G" or "P" or "R" => nameof(MaritalStatus.Partnered),
        _ => null,
    };

    /// <summary>Y with the date, if any; N; nothing.</summary>
    private static string? DeathOf(Hl7Segment pid)
    {
        var date = DateIn(pid, 29);
        var indicator = pid.Field(30);
        switch (indicator.Text.Trim().ToUpperInvariant())
        {
            case "Y":
                return "Y" + date?.ToIso();
            case "N":
                return date is null ? "" : throw pid.Flaw(Hl7ErrorCode.DataType, 30, "says alive, but PID-29 gives a date of death");
            case "":
                if (date is not null)
                    return "Y" + date.ToIso();
                return indicator.IsNull || pid.Field(29).IsNull ? "" : null;
            default:
                throw pid.Flaw(Hl7ErrorCode.TableValueNotFound, 30, "is neither Y nor N");
        }
    }
}
