namespace Vamos.Sandbox.LegacySystems.Health;

using Vamos.Sandbox.Population;

/// <summary>A person as the FHIR server numbers people. Its ids have nothing to do with cédulas.</summary>
internal sealed record FhirSubject(int Index, SimulatedPerson Person, SimulatedHousehold Household)
{
    public string PatientId => $"pac-{Index}";

    /// <summary>The second record of those who have one.</summary>
    public string OtherPatientId => $"pac-{Index}-b";

    /// <summary>Whether the person is a test person, about whom nothing is odd.</summary>
    public bool IsTestPerson => Person.Cedula is { Number: >= 99_000_000 };

    /// <summary>Whether the record was made odd in a way. Every way has its own share of people, by remainders of primes.</summary>
    public bool Is(FhirOddity oddity) => !IsTestPerson && oddity switch
    {
        FhirOddity.BirthMonthOnly => Index % 97 == 1,
        FhirOddity.BirthYearOnly => Index % 101 == 2,
        FhirOddity.DistrictByName => Index % 3 == 1,
        FhirOddity.UnknownDistrict => Index % 103 == 3 && Index % 3 == 1,
        FhirOddity.SurnamesInOneText => Index % 5 == 2,
        FhirOddity.UnknownVaccine => Index % 89 == 4,
        FhirOddity.DoseWithoutDate => Index % 83 == 5,
        FhirOddity.EnteredInError => Index % 7 == 3,
        FhirOddity.Refused => Index % 41 == 6,
        FhirOddity.ModifiedDose => Index % 79 == 7,
        FhirOddity.Merged => Index % 61 == 8 && Person.Cedula is not null,
        FhirOddity.Unlinked => Index % 113 == 9 && Index % 61 != 8 && Person.Cedula is not null,
        _ => false,
    };
}
