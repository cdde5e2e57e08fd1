namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Programmes.Facts;

/// <summary>Categories of people for whom a law sets another age.</summary>
internal enum AgeCategory
{
    IndigenousRegistered,
    SevereDisability,
}

/// <summary>Who belongs to a category.</summary>
internal static class Categories
{
    public static Truth Holds(AgeCategory category, in Case asked, Trail? trail) => category switch
    {
        AgeCategory.IndigenousRegistered => IsIndigenousRegistered(asked, trail),
        _ => Certificates.InForce(asked, [DisabilityDegree.Severe], trail),
    };

    // A source that says nothing of it does not know; it does not say that the person is none.
    private static Truth IsIndigenousRegistered(in Case asked, Trail? trail)
    {
        var found = new Consensus();
        foreach (var records in asked.Records)
        {
            if (records.Person?.Indigenous is not { } status)
                continue;
            var registered = !status.Indigenous ? Truth.No
                : status.HasCommunityRegistered ? TruthLogic.Of(status.CommunityRegistered)
                : Truth.Unknown;
            found.Add(registered);
            if (status.Indigenous)
                trail?.Uses(FactKind.Person, registered switch
                {
                    Truth.Yes => "comunidad indígena registrada",
                    Truth.No => "comunidad indígena no registrada",
                    _ => "comunidad indígena, sin constancia de registro",
                }, records.Person.Provenance);
        }

        return found.Truth;
    }
}
