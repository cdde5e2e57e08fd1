namespace Vamos.Adapters.Health.Fhir;

using System.Globalization;

/// <summary>
/// A place in the feed of changes: for each type the moment before which every change has been told, and the name of what is remembered of those
/// that were told behind it.
/// </summary>
/// <param name="Floors">A moment for each type, in their order.</param>
/// <param name="Memory">Name of a page that was told; empty when nothing behind the moments was.</param>
/// <param name="Told">How many changes of that page were told.</param>
internal sealed record FhirPosition(IReadOnlyList<DateTimeOffset> Floors, string Memory, int Told)
{
    private const string Version = "fhir1";

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Version}.{string.Join('.', Floors.Select(floor => floor.UtcTicks))}.{Memory}.{Told}");

    /// <exception cref="ChangePositionException">The text is none.</exception>
    public static FhirPosition Parse(string text, int types)
    {
        var parts = text.Split('.');
        if (parts.Length != types + 3 || parts[0] != Version
            || !int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var told))
            throw NoPosition();
        return new FhirPosition([.. parts[1..^2].Select(Floor)], parts[^2], told);
    }

    private static DateTimeOffset Floor(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : throw NoPosition();

    private static ChangePositionException NoPosition() => new("not a position among the changes of the FHIR server", isTooOld: false);
}
