namespace Vamos.Adapters.Health.Fhir;

using System.Security.Cryptography;
using System.Text;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>One person's answer, put together from what was read for all.</summary>
internal sealed class FhirAnswer(FhirReading reading, FhirSettings settings, FactKinds kinds)
{
    public PersonRecords For(NationalId id)
    {
        var identity = reading.IdentityOf(id);
        var records = new PersonRecords { NationalId = id, Found = identity.IsFound };
        if (!identity.IsFound)
            return records;
        List<RecordIssue> issues = [.. DoubtsOf(identity)];
        if (identity.Main is { } main)
        {
            if (kinds.Contains(FactKind.Person))
            {
                records.Person = FhirPeople.Of(main.Record, id, settings);
                issues.AddRange(main.Record.Issues);
            }

            records.Immunizations.Add(Facts(identity, reading.Immunizations, issues, record => FhirImmunizations.Of(record, NameOf)));
            records.Coverage.Add(Facts(identity, reading.Coverages, issues, Coverage(identity)));
            AddVisits(records, identity, issues);
        }

        records.Issues.Add(issues.Select(issue => Nameless(issue, id)));
        return records;
    }

    private string? NameOf(FhirNode reference) => reading.NameOf(reference, settings.Address);

    private Func<FhirRecord, SocialSecurityCoverage?> Coverage(FhirIdentity identity) =>
        record => FhirCoverages.Of(record, identity, reading.Patients, settings, NameOf);

    private void AddVisits(PersonRecords records, FhirIdentity identity, List<RecordIssue> issues)
    {
        var (pregnancy, nutrition) = (kinds.Contains(FactKind.Pregnancy), kinds.Contains(FactKind.Nutrition));
        var visits = Facts(identity, reading.Encounters, issues, record => FhirEncounters.Of(record, pregnancy, nutrition));
        records.Pregnancies.Add(FhirEncounters.PregnanciesOf(visits));
        records.NutritionAssessments.Add(FhirEncounters.AssessmentsOf(visits));
    }

    private static List<TFact> Facts<TFact>(
        FhirIdentity identity, ILookup<string, FhirRecord> found, List<RecordIssue> issues, Func<FhirRecord, TFact?> translate)
        where TFact : class
    {
        List<TFact> facts = [];
        foreach (var record in identity.PatientIds.SelectMany(patient => found[patient]))
        {
            if (translate(record) is { } fact)
                facts.Add(fact);
            issues.AddRange(record.Issues);
        }

        return facts;
    }

    /// <summary>A doubt about who somebody is concerns every kind of fact.</summary>
    private IEnumerable<RecordIssue> DoubtsOf(FhirIdentity identity) => identity.Doubts.SelectMany(doubt => kinds.Select(kind => new RecordIssue
    {
        RecordSource = doubt.Patient.Record.Type,
        RecordKey = doubt.Patient.Id,
        Field = doubt.Field.StartsWith("Patient", StringComparison.Ordinal) ? doubt.Field : $"Patient.{doubt.Field}",
        Reason = doubt.Reason,
        Kind = kind,
    }));

    /// <summary>Some servers make ids of people's numbers. Such a key is replaced by one that tells nothing to those who do not have the number.</summary>
    private static RecordIssue Nameless(RecordIssue issue, NationalId id)
    {
        if (!issue.RecordKey.Contains(id.Number, StringComparison.Ordinal))
            return issue;
        var hidden = HMACSHA256.HashData(ProcessKey, Encoding.UTF8.GetBytes(issue.RecordKey));
        return new RecordIssue(issue) { RecordKey = $"hidden-{Convert.ToHexStringLower(hidden.AsSpan(0, 6))}" };
    }

    // Anew with every start: a number has too few digits to be hidden by a hash that anybody can compute.
    private static readonly byte[] ProcessKey = RandomNumberGenerator.GetBytes(32);
}
