namespace Vamos.Fips.Reconciliation;

using Vamos.Beneficiary.V1;
using Vamos.Fips.V1;

/// <summary>A household that a form may belong to, with the form's members recognised in it.</summary>
internal sealed class Candidate
{
    public Candidate(KnownHousehold household, IntegratedProtectionForm form, Statement[] members, bool isNamed)
    {
        HouseholdId = household.HouseholdId;
        IsNamed = isNamed;
        People = HouseholdPeople.Of(household.HouseholdId, household.LatestForms);
        var district = form.Interview?.Place?.DistrictCode ?? "";
        Links = Linker.Assign(members, People.People, HouseholdId, isNamed ? Familiarity.SameHousehold
            : district.Length != 0 && district == People.District ? Familiarity.SameDistrict
            : Familiarity.Strange);
    }

    public string HouseholdId { get; }

    /// <summary>Whether the form names this household, or is a version of one of its forms.</summary>
    public bool IsNamed { get; }

    public HouseholdPeople People { get; }

    /// <summary>Who each member of the form is here.</summary>
    public Link[] Links { get; }

    /// <summary>Place of somebody in this household by the form that covers it.</summary>
    public Kinship KinshipOf(KnownPerson person) =>
        person.Statements.Find(statement => ReferenceEquals(statement.Form, People.Whole))?.Member.Kinship ?? Kinship.Unspecified;

    /// <summary>Takes back that a member is somebody here.</summary>
    public void Unlink(int member) => Links[member] = default;
}
