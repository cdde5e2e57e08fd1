namespace Vamos.Sandbox.Population;

/// <summary>A programme that the ministry runs.</summary>
public enum Programme
{
    Tekopora,
    OlderAdultsPension,
    Tenondera,
    Tekoha,
}

/// <summary>Where somebody stands in a programme.</summary>
public enum EnrolmentState
{
    Active,
    Suspended,
    Graduated,
    Excluded,
}

/// <summary>Somebody's place on the roll of a programme.</summary>
/// <param name="Programme">The programme.</param>
/// <param name="State">What the roll says, which need not be true: rolls keep the dead for a while.</param>
/// <param name="Since">First day on the roll.</param>
/// <param name="Until">Last day, where it ended.</param>
/// <param name="Instalment">Number of the last payment, where the programme counts them.</param>
/// <param name="Amount">Guaraníes per payment.</param>
/// <param name="Reason">Why suspended or ended, in Spanish.</param>
public sealed record Enrolment(
    Programme Programme,
    EnrolmentState State,
    DateOnly Since,
    DateOnly? Until,
    int? Instalment,
    long Amount,
    string? Reason);
