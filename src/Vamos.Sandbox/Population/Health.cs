namespace Vamos.Sandbox.Population;

/// <summary>Who pays when somebody falls ill.</summary>
public enum Insurance
{
    None,
    Ips,
    Private,
    MilitaryOrPolice,
}

/// <summary>How far a child's vaccinations have come.</summary>
public enum Vaccination
{
    NotAsked,
    Incomplete,
    Complete,
}

/// <summary>A kind of impairment.</summary>
public enum Impairment
{
    Paralysis,
    Deafness,
    Blindness,
    ReducedSight,
    Intellectual,
}

/// <summary>A disability; severe is what the certificate of the competent body says.</summary>
public sealed record Disability(Impairment Impairment, bool IsSevere, string? Certificate, DateOnly? CertifiedOn);

/// <summary>The health of a person at the time of the interview.</summary>
public sealed record Health(Insurance Insurance, bool HasChronicIllness, bool WasIll, bool WasTreated, Vaccination Vaccination = Vaccination.NotAsked);
