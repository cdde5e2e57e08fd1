namespace Vamos.Programmes.Protections;

using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Programmes.Facts;

/// <summary>What a household form says of its members, as facts.</summary>
public static class FormFacts
{
    // The form is a witness of its own beside its institution, which may have been asked for other facts and not answered.
    internal const string Witness = "ficha";

    /// <summary>
    /// What is known of a member with a document: the word of the sources, and the form's on the birth date and on a pregnancy where none of them records one.
    /// </summary>
    /// <param name="nationalId">The member.</param>
    /// <param name="answers">What the sources said.</param>
    /// <param name="offers">Which institution offers what.</param>
    /// <param name="form">The household's form.</param>
    /// <param name="member">The member in it.</param>
    public static PersonFacts Of(
        NationalId nationalId, IReadOnlyList<SourceAnswer> answers, FactOffers offers, HouseholdRecord form, HouseholdMember member)
    {
        var own = new PersonRecords { NationalId = nationalId, Found = true };
        if (member.BirthDate is not null && !answers.Any(answer => answer.Records?.Person?.BirthDate is not null))
            own.Person = Person(form, member);
        if (!answers.Any(answer => answer.Records is { Pregnancies.Count: > 0 }))
            own.Pregnancies.Add(Pregnancy(form, member));
        return PersonFacts.Of(nationalId, own.Person is null && own.Pregnancies.Count == 0 ? answers : [.. answers, Told(form, own)], offers);
    }

    /// <summary>What is known of a member without a document.</summary>
    internal static PersonFacts Of(HouseholdRecord form, HouseholdMember member, FactOffers offers)
    {
        var nobody = new NationalId();
        var self = member.Clone();
        self.NationalId = nobody;
        var own = form.Clone();
        own.Members.Clear();
        own.Members.Add(self);
        var records = new PersonRecords { NationalId = nobody, Found = true, Person = Person(form, member), Households = { own } };
        var told = FactKindSet.Of(FactKind.Person, FactKind.Household);
        if (member.HasPregnant || member.Sex == Sex.Male)
            told |= FactKindSet.Of(FactKind.Pregnancy);
        records.Pregnancies.Add(Pregnancy(form, member));

        // Of what the form tells, it tells all; schooling and disability it tells where nobody else offers them. The rest is for others, who cannot be asked.
        var formsOwn = FactKindSet.Of(FactKind.Person, FactKind.Household, FactKind.Pregnancy, FactKind.Schooling, FactKind.Disability);
        var others = offers.ByInstitution.Select(offer => KeyValuePair.Create(offer.Institution, offer.Kinds.Without(formsOwn)));
        return PersonFacts.Of(nobody, [Told(form, records)], new FactOffers(others.Append(KeyValuePair.Create(Witness, told))));
    }

    /// <summary>The form as one that answered.</summary>
    internal static SourceAnswer Told(HouseholdRecord form, PersonRecords records) =>
        new(new SourceStatus { Institution = Witness, State = SourceState.Ok, Provenance = form.Provenance }, records);

    private static IEnumerable<PregnancyRecord> Pregnancy(HouseholdRecord form, HouseholdMember member) =>
        member is { HasPregnant: true, Pregnant: true } ? [new PregnancyRecord { NotedDate = form.InterviewDate, Provenance = form.Provenance }] : [];

    private static Person Person(HouseholdRecord form, HouseholdMember member) =>
        new() { BirthDate = member.BirthDate, Sex = member.Sex, Provenance = form.Provenance };
}
