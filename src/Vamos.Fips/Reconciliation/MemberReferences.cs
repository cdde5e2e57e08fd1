namespace Vamos.Fips.Reconciliation;

using Vamos.Fips.V1;

/// <summary>Where a form speaks of its members by their identifiers.</summary>
internal static class MemberReferences
{
    /// <summary>Gives every reference its new name; the identifiers themselves stay.</summary>
    public static void Rename(IntegratedProtectionForm form, Func<string, string> rename)
    {
        if (form.Interview is { RespondentMemberId.Length: > 0 } interview)
            interview.RespondentMemberId = rename(interview.RespondentMemberId);
        foreach (var member in form.Members)
        {
            if (member.PartnerMemberId.Length != 0)
                member.PartnerMemberId = rename(member.PartnerMemberId);
            if (member.FatherMemberId.Length != 0)
                member.FatherMemberId = rename(member.FatherMemberId);
            if (member.MotherMemberId.Length != 0)
                member.MotherMemberId = rename(member.MotherMemberId);
        }
    }
}
