namespace Vamos.Fips.Reconciliation;

using Vamos.Fips.V1;

/// <summary>Notices a form that is handed in a second time, which may describe people too poorly to be recognised by their description.</summary>
internal static class SameInterview
{
    /// <summary>Whether both forms were filled on one day, by one instrument, institution and number, in one district, of the same people.</summary>
    public static bool Filled(IntegratedProtectionForm one, IntegratedProtectionForm other)
    {
        if (one.Interview is not { Date.Day: not 0 } first || other.Interview is not { } second || one.Members.Count != other.Members.Count
            || !first.Date.Equals(second.Date) || first.Instrument != second.Instrument || first.Institution != second.Institution
            || first.FormNumber != second.FormNumber || first.Place?.DistrictCode != second.Place?.DistrictCode)
            return false;
        return one.Members.All(member => other.Members.Any(like => Same(member, like)))
            && other.Members.All(member => one.Members.Any(like => Same(member, like)));
    }

    private static bool Same(FormMember one, FormMember other) => one.Sex == other.Sex && Equals(one.Name, other.Name)
        && Equals(one.BirthDate, other.BirthDate) && Equals(one.NationalId, other.NationalId);
}
