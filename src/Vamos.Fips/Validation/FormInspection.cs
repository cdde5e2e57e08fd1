namespace Vamos.Fips.Validation;

using Vamos.Beneficiary.V1;
using Vamos.Fips.V1;

/// <summary>One form while it is checked, with what several rules want to know of it.</summary>
internal sealed class FormInspection
{
    private readonly Dictionary<string, InspectedMember> _byId = new(StringComparer.Ordinal);

    public FormInspection(IntegratedProtectionForm answers, DateOnly today)
    {
        Answers = answers;
        Today = today;
        InterviewDay = answers.Interview?.Date is { } date && date.TryToDateOnly(out var day) ? day : null;
        Day = InterviewDay ?? today;
        Members = [.. answers.Members.Take(FormLimits.Members).Select((member, i) => new InspectedMember(this, i, member))];
        foreach (var member in Members.Where(member => member.Answers.MemberId.Length != 0))
            _byId.TryAdd(member.Answers.MemberId, member);
        var heads = Members.Where(member => member.Kinship == Kinship.Head).ToList();
        Head = heads.Count == 1 ? heads[0] : null;
        Structure = FormStructure.Of(answers);
    }

    public IntegratedProtectionForm Answers { get; }

    public DateOnly Today { get; }

    /// <summary>Day of the interview; null when it is no whole day of the calendar.</summary>
    public DateOnly? InterviewDay { get; }

    /// <summary>The day that ages are reckoned by: that of the interview, or else today.</summary>
    public DateOnly Day { get; }

    /// <summary>The members, as many of them as a form may have.</summary>
    public IReadOnlyList<InspectedMember> Members { get; }

    /// <summary>The head, when there is exactly one.</summary>
    public InspectedMember? Head { get; }

    /// <summary>What is wrong with single values, whatever they mean.</summary>
    public FormStructure Structure { get; }

    /// <summary>The member of an identifier, the first when there are several; null when there is none.</summary>
    public InspectedMember? Find(string memberId) => _byId.GetValueOrDefault(memberId);
}
