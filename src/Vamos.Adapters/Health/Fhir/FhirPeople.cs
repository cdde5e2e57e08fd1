namespace Vamos.Adapters.Health.Fhir;

using Vamos.Translation;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>Patients as people of the contract.</summary>
internal static class FhirPeople
{
    private const string MaritalStatuses = "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus";
    private const string NoStatement = "http://terminology.hl7.org/CodeSystem/v3-NullFlavor";

    /// <summary>The person; what cannot be told is left out and noted with the record.</summary>
    public static Person Of(FhirRecord record, NationalId cedula, FhirSettings settings)
    {
        var root = record.Root;
        return new Person
        {
            NationalId = cedula,
            Name = FhirNames.Of(root),
            BirthDate = record.Take("birthDate", FhirDate.Day(root.Text("birthDate"))),
            Sex = record.Take("gender", SexOf(root.Text("gender"))),
            MaritalStatus = MaritalStatusOf(root.Child("maritalStatus")),
            Residence = FhirAddress.Of(root, settings),
            Death = DeathOf(record),
            Provenance = HealthProvenance.Of(FhirAdapter.System, record.AsOf),
        };
    }

    private static Translated<Sex> SexOf(string? code) => code switch
    {
        "male" => Sex.Male,
        "female" => Sex.Female,
        "unknown" or null => Sex.Unspecified,
        "other" => Translated<Sex>.Not("neither of the two that the identity register knows"),
        _ => Translated<Sex>.Not("not a code of gender"),
    };

    private static MaritalStatus MaritalStatusOf(FhirNode concept)
    {
        foreach (var coding in FhirCoding.Of(concept))
        {
            if (coding.System is not (MaritalStatuses or NoStatement))
                continue;
            switch (coding.Code)
            {
                case "S" or "U":
                    return MaritalStatus.Single;
                case "M":
                    return MaritalStatus.Married;
                case "W":
                    return MaritalStatus.Widowed;
                case "D":
                    return MaritalStatus.Divorced;
                case "T":
                    return MaritalStatus.Partnered;
                case "L":
                    return MaritalStatus.Separated;
                case "UNK" or "ASKU" or "NI" or "NASK":
                    return MaritalStatus.Unspecified;
            }
        }

        if (concept.Exists)
            concept.Note("coding", "not a code of marital status");
        return MaritalStatus.Unspecified;
    }

    private static Death? DeathOf(FhirRecord record)
    {
        var root = record.Root;
        var date = record.Take("deceasedDateTime", FhirDate.Day(root.Text("deceasedDateTime")));
        // Whoever has a date of death that cannot be read is dead all the same.
        if (root.Flag("deceasedBoolean") != true && !root.Has("deceasedDateTime"))
            return null;
        return new Death { Date = date, Provenance = HealthProvenance.Of(FhirAdapter.System, record.AsOf) };
    }
}
