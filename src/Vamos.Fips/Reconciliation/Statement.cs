namespace Vamos.Fips.Reconciliation;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Fips.V1;

/// <summary>What one form says about one of its members.</summary>
internal sealed class Statement(IntegratedProtectionForm form, FormMember member)
{
    private PlainName? _name;

    public IntegratedProtectionForm Form { get; } = form;

    public FormMember Member { get; } = member;

    /// <summary>The name as it is compared.</summary>
    public PlainName Name => _name ??= PlainName.Of(Member.Name);

    /// <summary>The identity document, when there is one.</summary>
    public NationalId? Document => Member.NationalId is { Number.Length: > 0 } id ? id : null;

    /// <summary>Whether the form takes the person for a member and not for a guest.</summary>
    public bool IsMember => !Member.HasHouseholdMember || Member.HouseholdMember;

    /// <summary>Whether both have a document, and which is the same.</summary>
    public static bool SameDocument(NationalId? one, NationalId? other) =>
        one is not null && other is not null && one.Number == other.Number && one.Letter == other.Letter
        && (one.CountryCode == other.CountryCode || (one.IsParaguayan && other.IsParaguayan));

    /// <summary>Whether they are of different sex and born on different days: no slip makes one person of these.</summary>
    public bool IsSomebodyElse(Statement other) =>
        Member.Sex != Sex.Unspecified && other.Member.Sex != Sex.Unspecified && Member.Sex != other.Member.Sex
        && BirthDates.Compare(Member.BirthDate, other.Member.BirthDate) == BirthLikeness.Contradict;

    /// <summary>The statements of a form.</summary>
    public static Statement[] Of(IntegratedProtectionForm form)
    {
        var statements = new Statement[form.Members.Count];
        for (var i = 0; i < statements.Length; i++)
            statements[i] = new Statement(form, form.Members[i]);
        return statements;
    }
}
