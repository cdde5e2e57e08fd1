namespace Vamos.Adapters.Health.Hl7.Events;

using Vamos.Adapters.Hl7;
using Vamos.Translation;
using Vamos.Common.V1;

/// <summary>The identifiers of a patient in PID-3 or MRG-1: those by which institutions know the record, and the cédula.</summary>
/// <param name="Keys">Authority and value of each; never empty. The cédula is a key only where there is no other one.</param>
/// <param name="Cedula">The cédula as text; null when there is none.</param>
internal sealed record PatientIdentifiers(IReadOnlyList<string> Keys, string? Cedula)
{
    private const string CedulaAuthority = "CI";
    private const int LongestKey = 200;

    /// <exception cref="Hl7Exception">There is no identifier, or a cédula that is none.</exception>
    public static PatientIdentifiers Read(Hl7Segment segment, int field, string sender, Hl7Settings settings)
    {
        var keys = new List<string>();
        NationalId? cedula = null;
        foreach (var identifier in segment.Field(field).Repetitions)
        {
            var value = identifier.Component(1).Text.Trim();
            if (value.Length == 0)
                continue;
            var authority = AuthorityOf(identifier.Component(4));
            if (IsCedula(authority, identifier.Component(5).Text.Trim(), settings))
                cedula = Merge(cedula, CedulaOf(segment, field, value), segment, field);
            else
                keys.Add(Key(authority.Length == 0 ? sender : authority, value, segment, field));
        }

        if (keys.Count == 0 && cedula is not null)
            keys.Add(Key(CedulaAuthority, cedula.ToText(), segment, field));
        if (keys.Count == 0)
            throw segment.Flaw(Hl7ErrorCode.RequiredFieldMissing, field, "has no identifier");
        return new PatientIdentifiers(keys, cedula?.ToText());
    }

    private static string AuthorityOf(Hl7Value authority)
    {
        var name = authority.Subcomponent(1).Text.Trim();
        return name.Length != 0 ? name : authority.Subcomponent(2).Text.Trim();
    }

    private static bool IsCedula(string authority, string type, Hl7Settings settings)
    {
        var isOfAuthority = settings.CedulaAuthorities.Contains(authority, StringComparer.OrdinalIgnoreCase);
        if (type.Length == 0)
            return isOfAuthority;
        return settings.CedulaTypes.Contains(type, StringComparer.OrdinalIgnoreCase)
            && (settings.CedulaAuthorities.Count == 0 || authority.Length == 0 || isOfAuthority);
    }

    private static NationalId CedulaOf(Hl7Segment segment, int field, string value)
    {
        var translated = CedulaText.Translate(value);
        return translated.IsUnderstood ? translated.Value! : throw segment.Flaw(Hl7ErrorCode.DataType, field, $"has an identifier that is {translated.Reason}");
    }

    private static NationalId Merge(NationalId? first, NationalId second, Hl7Segment segment, int field) =>
        first is null || first.Equals(second)
            ? second
            : throw segment.Flaw(Hl7ErrorCode.DataType, field, "has two identity documents that contradict each other");

    private static string Key(string authority, string value, Hl7Segment segment, int field)
    {
        var key = $"{authority.ToUpperInvariant()}|{value}";
        return key.Length <= LongestKey ? key : throw segment.Flaw(Hl7ErrorCode.DataType, field, "has an identifier that is too long");
    }
}
