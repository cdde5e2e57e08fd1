namespace Vamos.Sandbox.Population;

/// <summary>A name as it is really written, with every accent and Guaraní letter.</summary>
public sealed record PersonName(string FirstGiven, string? SecondGiven, string FirstSurname, string? SecondSurname, string? MarriedSurname = null)
{
    /// <summary>All parts in the order in which they are read out.</summary>
    public string Full => string.Join(' ', new[] { FirstGiven, SecondGiven, FirstSurname, SecondSurname, MarriedSurname }.Where(part => part is not null));
}
