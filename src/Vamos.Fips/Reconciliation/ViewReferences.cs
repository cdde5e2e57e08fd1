namespace Vamos.Fips.Reconciliation;

using Vamos.Fips.V1;

/// <summary>Translates what forms say about partner, father and mother into the identifiers of the view.</summary>
internal sealed class ViewReferences(HouseholdPeople household, IReadOnlyList<KnownPerson> people)
{
    private readonly HashSet<KnownPerson> _inView = [.. people];

    /// <summary>Completes the references of a member.</summary>
    public void Complete(FormMember member, KnownPerson person)
    {
        // Who was the partner under another marital status is the partner no more.
        member.PartnerMemberId = First(person, said => said.PartnerMemberId, said => said.MaritalStatus == member.MaritalStatus || said.MaritalStatus == 0);
        member.FatherMemberId = First(person, said => said.FatherMemberId, _ => true);
        member.MotherMemberId = First(person, said => said.MotherMemberId, _ => true);
    }

    private string First(KnownPerson person, Func<FormMember, string> reference, Func<FormMember, bool> counts)
    {
        foreach (var statement in person.Statements)
        {
            if (reference(statement.Member) is { Length: > 0 } id && counts(statement.Member)
                && household.PersonOf(statement.Form, id) is { } other && other != person && _inView.Contains(other))
                return other.MemberId;
        }

        return "";
    }
}
