namespace Vamos.Adapters.Health.Fhir;

using Vamos.Beneficiary.V1;

/// <summary>Immunizations as doses.</summary>
internal static class FhirImmunizations
{
    /// <summary>What an immunization says of where it was given, by reference.</summary>
    public static IEnumerable<FhirReference> ReferencesOf(FhirRecord record, Uri server) =>
        PlacesOf(record).Where(place => place.Text("display") is null)
            .Select(place => FhirReference.Parse(place.Text("reference"), server))
            .OfType<FhirReference>();

    /// <summary>The dose; null for one that was never recorded rightly, and for one that is set aside, which its issues say.</summary>
    public static ImmunizationRecord? Of(FhirRecord record, Func<FhirNode, string?> nameOf)
    {
        var root = record.Root;
        var status = root.Text("status");
        if (status == "entered-in-error" || !record.IsUnderstood())
            return null;
        if (status is not ("completed" or "not-done"))
        {
            record.Note("status", "not a code of status");
            return null;
        }

        if (root.Flag("isSubpotent") == true)
        {
            record.Note("isSubpotent", "a dose that does not count as a full one");
            return null;
        }

        if (VaccineOf(root) is not var (system, code, name))
            return null;
        var dose = new ImmunizationRecord
        {
            VaccineSystem = system,
            VaccineCode = code,
            VaccineName = name,
            OccurrenceDate = record.Take("occurrenceDateTime", FhirDate.Day(root.Text("occurrenceDateTime"))),
            Establishment = PlacesOf(record).Select(place => place.Text("display") ?? nameOf(place)).FirstOrDefault(found => found is not null) ?? "",
            NotGiven = status == "not-done",
        };
        if (root.Has("occurrenceString"))
            record.Note("occurrenceString", "not a date");
        if (DoseNumberOf(root) is { } number)
            dose.DoseNumber = number;
        dose.Provenance = HealthProvenance.Of(FhirAdapter.System, record.AsOf ?? FhirDate.StartOf(dose.OccurrenceDate));
        return dose;
    }

    private static (string System, string Code, string Name)? VaccineOf(FhirNode root)
    {
        var concept = root.Child("vaccineCode");
        var codings = FhirCoding.Of(concept).OrderBy(coding => VaccineCodes.RankOf(coding.System)).ToArray();
        if (codings.Length == 0)
        {
            root.Note("vaccineCode", "no code of a vaccine");
            return null;
        }

        var (system, code, display) = codings[0];
        if (VaccineCodes.IsNone(system, code))
        {
            root.Note("vaccineCode", "the code of an unknown vaccine or of none");
            return null;
        }

        var name = VaccineCodes.NameOf(system, code) ?? display ?? concept.Text("text")
            ?? codings.Select(coding => VaccineCodes.NameOf(coding.System, coding.Code) ?? coding.Display).FirstOrDefault(other => other is not null);
        if (name is not null)
            return (system, code, name);
        root.Note("vaccineCode.coding", "a code of no list that is known, without a name");
        return null;
    }

    private static int? DoseNumberOf(FhirNode root)
    {
        foreach (var protocol in root.Backbone("protocolApplied"))
        {
            var number = protocol.Has("doseNumberPositiveInt") ? protocol.Number("doseNumberPositiveInt") : Parsed(protocol);
            if (number is > 0 and < 100)
                return number;
            if (number is not null)
                protocol.Note("doseNumber", "not the number of a dose");
        }

        return null;
    }

    private static int? Parsed(FhirNode protocol)
    {
        if (protocol.Text("doseNumberString") is not { } text)
            return null;
        if (text.Length <= 2 && text.All(char.IsAsciiDigit))
            return int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        protocol.Note("doseNumberString", "not the number of a dose");
        return null;
    }

    private static IEnumerable<FhirNode> PlacesOf(FhirRecord record)
    {
        if (record.Root.Child("location") is { Exists: true } location)
            yield return location;
        foreach (var actor in record.Root.Backbone("performer").Select(performer => performer.Child("actor")))
        {
            // A nurse is no establishment.
            if (actor.Text("type") == "Organization" || actor.Text("reference")?.Contains("Organization/", StringComparison.Ordinal) == true)
                yield return actor;
        }
    }
}
