namespace Vamos.Network.Documents;

using Vamos.Common.V1;
using Vamos.Documents;
using Vamos.ServiceNetwork.V1;

/// <summary>A file of services of one provider, as people write it.</summary>
public sealed record ServicesDocument
{
    /// <summary>Institution that provides them.</summary>
    [DocumentKey(
        "Institution that provides the services, by its code in institutions.yaml.",
        Pattern = "^[a-z][a-z0-9-]{1,31}$",
        Rule = "the code of an institution: 2 to 32 lower-case letters, digits or hyphens, the first a letter")]
    public required string Provider { get; init; }

    /// <summary>The services.</summary>
    [DocumentKey("The services.", MinimumCount = 1)]
    public required IReadOnlyList<ServiceDocument> Services { get; init; }
}

/// <summary>One service. Its keys are the fields of the contract's ServiceOffering.</summary>
public sealed record ServiceDocument
{
    /// <summary>The provider's own code; by it the file is imported again without doubling the service.</summary>
    [DocumentKey("The provider's own code, unique among its services. By it a file can be imported again.")]
    public required string Code { get; init; }

    /// <summary>Name in Spanish.</summary>
    [DocumentKey("Name in Spanish.")]
    public required string Name { get; init; }

    /// <summary>What it is, in Spanish.</summary>
    [DocumentKey("What it is, in Spanish.")]
    public required string Description { get; init; }

    /// <summary>Package.</summary>
    [DocumentKey("Package: core (Núcleo), differentiated (Diferenciado) or extended (Ampliado).")]
    public required ServicePackage Package { get; init; }

    /// <summary>Pillar.</summary>
    [DocumentKey("Pillar: social-integration, labour-and-productive-insertion or social-security.")]
    public required Pillar Pillar { get; init; }

    /// <summary>Categories that it is meant for.</summary>
    [DocumentKey("Categories of the life cycle that it is meant for, household and environment included.", MinimumCount = 1)]
    public required IReadOnlyList<LifeCycleCategory> Categories { get; init; }

    /// <summary>Strategic actions that it fulfils.</summary>
    [DocumentKey("Numbers of the strategic actions (acciones estratégicas) that it fulfils.")]
    public IReadOnlyList<int> StrategicActions { get; init; } = [];

    /// <summary>Level of government.</summary>
    [DocumentKey("Level of government that provides it: national, departmental or district.")]
    public required TerritorialLevel Level { get; init; }

    /// <summary>Where it is delivered.</summary>
    [DocumentKey("Where it is delivered.")]
    public PlaceDocument? DeliveredAt { get; init; }

    /// <summary>Territories that it serves.</summary>
    [DocumentKey("INE codes of the districts and departments that it serves, in quotes. Left out for the whole country.")]
    public IReadOnlyList<string> ServedTerritories { get; init; } = [];

    /// <summary>Programmes whose eligibility it requires.</summary>
    [DocumentKey("Codes of the programmes whose eligibility it requires.")]
    public IReadOnlyList<string> RequiredProgrammes { get; init; } = [];

    /// <summary>Protections whose gap it closes.</summary>
    [DocumentKey("Codes of the protections whose gap it closes.")]
    public IReadOnlyList<string> ClosesGaps { get; init; } = [];

    /// <summary>Helps.</summary>
    [DocumentKey("What makes it easier to reach: transport, guarani, indigenous-language, sign-language, wheelchair, home-visit, child-care.")]
    public IReadOnlyList<AccessHelp> AccessHelps { get; init; } = [];

    /// <summary>People that it can serve a month.</summary>
    [DocumentKey("People that it can serve a month. Left out when not bounded.")]
    public int? MonthlyCapacity { get; init; }

    /// <summary>How long a report of availability counts.</summary>
    [DocumentKey("How long a report of its availability counts. Left out for 30d.")]
    public TimeSpan? AvailabilityFreshFor { get; init; }

    /// <summary>When it is open.</summary>
    [DocumentKey("When it is open, in Spanish.")]
    public string Schedule { get; init; } = "";

    /// <summary>How to reach it.</summary>
    [DocumentKey("How to reach it: an office, not a person.")]
    public ContactDocument? Contact { get; init; }

    /// <summary>First day.</summary>
    [DocumentKey("First day on which it is offered.")]
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day.</summary>
    [DocumentKey("Last day, included. Left out while it goes on.")]
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Whether nobody stands behind it.</summary>
    [DocumentKey("True for examples that no institution stands behind.")]
    public bool Illustrative { get; init; }
}

/// <summary>A place.</summary>
public sealed record PlaceDocument
{
    /// <summary>District.</summary>
    [DocumentKey("INE code of the district, in quotes.")]
    public required string DistrictCode { get; init; }

    /// <summary>Kind of settlement.</summary>
    [DocumentKey("Kind of settlement: urban or rural.")]
    public Area? Area { get; init; }

    /// <summary>Neighbourhood.</summary>
    [DocumentKey("Neighbourhood, company or settlement (barrio, compañía, asentamiento).")]
    public string Locality { get; init; } = "";
}

/// <summary>How to reach a service.</summary>
public sealed record ContactDocument
{
    /// <summary>Address.</summary>
    [DocumentKey("Address, for people.")]
    public string Address { get; init; } = "";

    /// <summary>Telephone.</summary>
    [DocumentKey("Telephone of the office, in quotes.")]
    public string Phone { get; init; } = "";

    /// <summary>E-mail.</summary>
    [DocumentKey("E-mail of the office.")]
    public string Email { get; init; } = "";
}
