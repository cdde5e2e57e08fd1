namespace Vamos.Adapters.Health.Hl7.Events;

using Vamos.Adapters.Hl7;
using Vamos.Beneficiary.V1;

/// <summary>A name of type XPN. HL7 has one place for the family name and the register two surnames, so two plain words there are one each.</summary>
internal static class HealthName
{
    private const char Separator = '\u001F';

    // A word that begins a compound surname or joins its parts.
    private static readonly string[] Particles = ["DE", "DEL", "LA", "LAS", "LOS", "Y", "SAN", "SANTA", "SAINT", "DA", "DO", "DOS", "DI", "VON", "VAN"];

    /// <summary>The name as it is kept; null when the field says nothing.</summary>
    public static string? Read(Hl7Value field)
    {
        if (field.IsEmpty)
            return null;
        var name = field.Repetitions.FirstOrDefault(IsLegal) is { IsEmpty: false } legal ? legal : field;
        var family = name.Component(1);
        var surnames = SplitSurnames(Plain(family.Subcomponent(1)));
        var given = Plain(name.Component(2)).Split(' ', 2);
        var others = $"{(given.Length > 1 ? given[1] : "")} {Plain(name.Component(3))}".Trim();
        string[] parts = [given[0], others, surnames.First, surnames.Second, Plain(family.Subcomponent(5))];
        return parts.All(part => part.Length == 0) ? "" : string.Join(Separator, parts);
    }

    /// <summary>The name that was kept.</summary>
    public static PersonName Write(string kept)
    {
        var parts = kept.Split(Separator);
        return new PersonName
        {
            FirstGivenName = parts[0],
            OtherGivenNames = parts[1],
            FirstSurname = parts[2],
            SecondSurname = parts[3],
            MarriedSurname = parts[4],
        };
    }

    private static bool IsLegal(Hl7Value name) => name.Component(7).Text is "L" or "";

    // What would be a separator here is a control character that no name contains.
    private static string Plain(Hl7Value value) => string.Join(
        ' ', new string([.. value.Text.Select(c => char.IsControl(c) ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static (string First, string Second) SplitSurnames(string surnames) =>
        surnames.Split(' ') is [var first, var second] && !Particles.Contains(first.ToUpperInvariant()) && !Particles.Contains(second.ToUpperInvariant())
            ? (first, second)
            : (surnames, "");
}
