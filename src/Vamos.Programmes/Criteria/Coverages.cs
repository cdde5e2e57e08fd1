namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Programmes.Facts;

/// <summary>Insurance as several conditions look at it.</summary>
internal static class Coverages
{
    /// <summary>Whether an insurance in one of these qualities is in force, by what is recorded.</summary>
    public static Truth InForce(in Case asked, IReadOnlyList<CoverageRole> roles, Trail? trail)
    {
        var found = Truth.No;
        foreach (var records in asked.Records)
        {
            for (var i = 0; i < records.Coverage.Count; i++)
            {
                var coverage = records.Coverage[i];
                var fits = roles.Contains(coverage.Role) ? Truth.Yes : coverage.Role == CoverageRole.Unspecified ? Truth.Unknown : Truth.No;
                var counts = fits.And(Period.IsInForce(coverage.StartDate, coverage.EndDate, coverage.Provenance, asked.Day));
                if (counts != Truth.No)
                    trail?.Uses(FactKind.Coverage, Summary(coverage), coverage.Provenance);
                found = found.Or(counts);
            }
        }

        return found;
    }

    private static string Summary(SocialSecurityCoverage coverage)
    {
        var role = coverage.Role switch
        {
            CoverageRole.Contributor => "cotizante",
            CoverageRole.Dependant => "beneficiario/a de un titular",
            CoverageRole.Retired => "jubilado/a asegurado/a",
            _ => "asegurado/a en calidad desconocida",
        };
        return coverage.Insurer.Length == 0 ? role : $"{role} de {coverage.Insurer}";
    }
}
