namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Documents;
using Vamos.Programmes.Facts;

/// <summary>
/// What a criterion demands, as a kind with its thresholds. Immutable once read, and safe to use from any thread. A fact that decides against the
/// person is final whatever is missing; that nothing is recorded decides only when every institution that could have recorded it has answered.
/// </summary>
[DocumentVariant("alive", typeof(AliveCondition), "No source has registered the person's death.")]
[DocumentVariant("age", typeof(AgeCondition), "The person's completed years, by category where the law has categories.")]
[DocumentVariant("nationality-residence", typeof(NationalityResidenceCondition), "How the person belongs to the country, and since when.")]
[DocumentVariant("marital-status", typeof(MaritalStatusCondition), "The person's marital status.")]
[DocumentVariant("disability-certificate", typeof(DisabilityCertificateCondition), "A disability certificate in force.")]
[DocumentVariant("pregnancy", typeof(PregnancyCondition), "A pregnancy, or one that ended not long ago.")]
[DocumentVariant("nutrition-risk", typeof(NutritionRiskCondition), "What the latest nutrition assessment found.")]
[DocumentVariant("school-enrolment", typeof(SchoolEnrolmentCondition), "Enrolment in a school in the year of the question.")]
[DocumentVariant("household-includes", typeof(HouseholdIncludesCondition), "Somebody of certain categories in the household.")]
[DocumentVariant("quality-of-life-index", typeof(QualityOfLifeIndexCondition), "The household's quality-of-life index (ICV), by a ceiling or a floor.")]
[DocumentVariant("no-salary", typeof(NoSalaryCondition), "No employment in force.")]
[DocumentVariant("no-retirement", typeof(NoRetirementCondition), "No retirement payment or contributory pension in force.")]
[DocumentVariant("no-coverage", typeof(NoCoverageCondition), "No social insurance in one's own right.")]
[DocumentVariant("dependant", typeof(DependantCondition), "Insured by way of a contributor.")]
[DocumentVariant("livestock", typeof(LivestockCondition), "No more head of cattle than allowed.")]
[DocumentVariant("enrolled", typeof(EnrolledCondition), "On the roll of a programme.")]
[DocumentVariant("not-enrolled", typeof(NotEnrolledCondition), "On the roll of none of these programmes.")]
[DocumentVariant("instalments", typeof(InstalmentsCondition), "Instalments left to be paid.")]
[DocumentVariant("field-assessment", typeof(FieldAssessmentCondition), "Something that nobody records: always unknown.")]
[DocumentVariant("sex", typeof(SexCondition), "The person's sex.")]
[DocumentVariant("identity-document", typeof(IdentityDocumentCondition), "An identity document under which somebody knows the person.")]
[DocumentVariant("disability", typeof(DisabilityCondition), "A disability, certified or by the person's own word.")]
[DocumentVariant("pregnancy-attended", typeof(PregnancyAttendedCondition), "A pregnancy that the health system itself recorded.")]
[DocumentVariant("immunized", typeof(ImmunizedCondition), "Every dose of a schedule that is due at the person's age.")]
[DocumentVariant("employed", typeof(EmployedCondition), "A registered employment in force.")]
[DocumentVariant("works", typeof(WorksCondition), "Works, on a register or not.")]
[DocumentVariant("insured", typeof(InsuredCondition), "Insured, in one's own right or by way of somebody else.")]
[DocumentVariant("retirement", typeof(RetirementCondition), "A retirement payment or contributory pension in force.")]
[DocumentVariant("living-condition", typeof(LivingConditionCondition), "How the household lives, by its latest form.")]
[DocumentVariant("any", typeof(AnyCondition), "At least one of several.")]
[DocumentVariant("all", typeof(AllCondition), "Every one of several.")]
[DocumentVariant("none", typeof(NoneCondition), "None of several.")]
public abstract record Condition
{
    /// <summary>Kinds of fact that it looks at.</summary>
    public abstract FactKindSet Needs { get; }

    /// <summary>Applies it.</summary>
    /// <param name="asked">The person and the day.</param>
    /// <param name="trail">Takes down why; null when only the answer is wanted.</param>
    internal abstract Truth Judge(in Case asked, Trail? trail);

    /// <summary>Finds what makes no sense, beyond what every key says for itself.</summary>
    internal virtual void Check(DocumentReading at, string path, IReadOnlySet<string> programmes)
    {
    }

    private protected static Truth Say(Trail? trail, Truth truth, string why)
    {
        if (trail is not null)
            trail.Explanation = why;
        return truth;
    }

    /// <summary>Unknown, since not everybody who could know has said everything.</summary>
    private protected static Truth SayMissing(Trail? trail, in Case asked, FactKind kind)
    {
        if (trail is not null)
            trail.Explanation = Wording.Missing(asked.Facts, kind);
        return Truth.Unknown;
    }

    /// <summary>What is not recorded does not exist if everybody has told everything; else nobody can tell.</summary>
    private protected static Truth SayNothingRecorded(Trail? trail, in Case asked, FactKind kind, Truth truth, string why) =>
        asked.Facts.IsComplete(kind) ? Say(trail, truth, why) : SayMissing(trail, asked, kind);

    private protected static void CheckDistinct<T>(DocumentReading at, string path, IReadOnlyList<T> values)
    {
        for (var i = 1; i < values.Count; i++)
        {
            if (values.Take(i).Contains(values[i]))
                at.Error($"{path}[{i}]", "is given twice");
        }
    }
}
