namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Programmes.Facts;

/// <summary>Disability certificates as several conditions look at them.</summary>
internal static class Certificates
{
    /// <summary>Whether a certificate of one of the degrees is in force; of any degree when none is named.</summary>
    public static Truth InForce(in Case asked, IReadOnlyList<DisabilityDegree> degrees, Trail? trail)
    {
        var found = Truth.No;
        foreach (var records in asked.Records)
        {
            for (var i = 0; i < records.DisabilityCertificates.Count; i++)
            {
                var certificate = records.DisabilityCertificates[i];
                var fits = degrees.Count == 0 || degrees.Contains(certificate.Degree) ? Truth.Yes
                    : certificate.Degree == DisabilityDegree.Unspecified ? Truth.Unknown
                    : Truth.No;
                var counts = fits.And(Period.IsInForce(certificate.ValidFrom, certificate.ValidUntil, certificate.Provenance, asked.Day));
                if (counts != Truth.No)
                    trail?.Uses(FactKind.Disability, Summary(certificate), certificate.Provenance);
                found = found.Or(counts);
            }
        }

        return found == Truth.No && !asked.Facts.IsComplete(FactKind.Disability) ? Truth.Unknown : found;
    }

    private static string Summary(DisabilityCertificate certificate)
    {
        var degree = certificate.Degree switch
        {
            DisabilityDegree.Mild => " leve",
            DisabilityDegree.Moderate => " moderada",
            DisabilityDegree.Severe => " severa",
            _ => ", grado desconocido",
        };
        return $"certificado de discapacidad{degree}{Wording.Since("desde", certificate.ValidFrom)}{Wording.Since("hasta", certificate.ValidUntil)}";
    }
}
