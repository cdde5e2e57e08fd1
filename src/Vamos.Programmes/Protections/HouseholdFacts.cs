namespace Vamos.Programmes.Protections;

using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Programmes.Criteria;
using Vamos.Programmes.Facts;

/// <summary>
/// What is known of a household as a whole: how it lives, by its forms, and the programmes that any of its members is on the roll of. An institution that did
/// not answer about one of them has not answered about the household.
/// </summary>
public static class HouseholdFacts
{
    private static readonly FactKindSet Looked = FactKindSet.Of(FactKind.Household, FactKind.Enrollment);

    /// <summary>
    /// The form that counts for a person: that of the latest interview; of several of one day the one that says how the household lives, which is the
    /// integrated one, and else the first source's.
    /// </summary>
    /// <param name="facts">What is known of the person.</param>
    /// <param name="day">The day.</param>
    /// <returns>The form; null when there is none.</returns>
    public static HouseholdRecord? LatestForm(PersonFacts facts, DateOnly day)
    {
        (HouseholdRecord? Form, (int, bool) Order) latest = default;
        foreach (var records in facts.Records)
        {
            for (var i = 0; i < records.Households.Count; i++)
            {
                var form = records.Households[i];
                var order = (Day: HouseholdForms.Order(form, day), IsIntegrated: form.LivingConditions is not null);
                if (order.Day != Measurement.Later && (latest.Form is null || order.CompareTo(latest.Order) > 0))
                    latest = (form, order);
            }
        }

        return latest.Form;
    }

    /// <summary>The household of a person.</summary>
    /// <param name="people">The person, whose forms count, and the other members who have a document.</param>
    /// <param name="offers">Which institution offers what.</param>
    public static PersonFacts Of(IReadOnlyList<PersonFacts> people, FactOffers offers) => Together(people[0].NationalId, people, offers, []);

    /// <summary>A household whose form is known.</summary>
    /// <param name="form">The form.</param>
    /// <param name="people">The members who have a document.</param>
    /// <param name="offers">Which institution offers what.</param>
    public static PersonFacts Of(HouseholdRecord form, IReadOnlyList<PersonFacts> people, FactOffers offers)
    {
        var others = offers.ByInstitution.Select(offer => KeyValuePair.Create(offer.Institution, offer.Kinds.Without(FactKindSet.Of(FactKind.Household))));
        var told = FormFacts.Told(form, new PersonRecords { Found = true, Households = { form } });
        return Together(
            new NationalId(),
            people,
            new FactOffers(others.Append(KeyValuePair.Create(FormFacts.Witness, FactKindSet.Of(FactKind.Household)))),
            [told]);
    }

    private static PersonFacts Together(NationalId named, IReadOnlyList<PersonFacts> people, FactOffers offers, SourceAnswer[] given)
    {
        List<SourceAnswer> answers = [];
        foreach (var (institution, kinds) in offers.ByInstitution)
        {
            if ((kinds & Looked).IsEmpty || people.Count == 0 || people.Any(person => person.AnswerOf(institution) is null))
                continue;
            var records = new PersonRecords { NationalId = named };
            var status = people[0].AnswerOf(institution)!.Value.Status;
            for (var i = 0; i < people.Count; i++)
            {
                if (people[i].AnswerOf(institution) is not { Records: { Found: true } own } answer)
                    continue;
                status = records.Found ? status : answer.Status;
                records.Found = true;
                records.Enrollments.Add(own.Enrollments);
                records.Issues.Add(own.Issues);
                if (i == 0 && given.Length == 0)
                    records.Households.Add(own.Households);
            }

            answers.Add(new SourceAnswer(status, records.Found ? records : null));
        }

        return PersonFacts.Of(named, [.. answers, .. given], offers);
    }
}
