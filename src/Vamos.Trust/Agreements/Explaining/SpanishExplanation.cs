namespace Vamos.Trust.Agreements.Explaining;

using Vamos.Exchange.V1;
using Vamos.Trust.Agreements.Documents;

internal sealed class SpanishExplanation(AgreementExplanation explanation) : ExplanationText(explanation)
{
    protected override string Released => "Se entrega";

    protected override string Removed => "Se retira de la respuesta";

    protected override string Denied() => Explanation.ConsumerName is null
        ? $"{Explanation.Consumer} no puede invocar {Explanation.Method.ShortName}: la institución no está registrada."
        : $"{Caller} no puede invocar {Explanation.Method.ShortName}: ningún convenio lo autoriza.";

    protected override string Granted(ExplainedGrant grant)
    {
        var (method, agreement) = (Explanation.Method.ShortName, grant.Grant.Agreement);
        return grant.State switch
        {
            GrantState.InForce => $"{Caller} puede invocar {method} en virtud del convenio {agreement.Id}.",
            GrantState.NotYetValid => $"{Caller} aún no puede invocar {method}: el convenio {agreement.Id} rige desde {agreement.Validity.From:dd/MM/yyyy}.",
            _ => $"{Caller} ya no puede invocar {method}: el convenio {agreement.Id} venció el {agreement.Validity.Until:dd/MM/yyyy}.",
        };
    }

    protected override IEnumerable<(string, string)> Terms(MethodGrant grant)
    {
        var agreement = grant.Agreement;
        var paper = agreement.Instrument;
        var signed = agreement.Illustrative ? " (ilustrativo, sin firma)" : "";
        yield return ("Instrumento", $"{paper.Kind} {paper.Number} del {paper.Date:dd/MM/yyyy}, {paper.Article}{signed}");
        yield return ("Vigencia", $"del {agreement.Validity.From:dd/MM/yyyy} al {agreement.Validity.Until:dd/MM/yyyy}, ambos inclusive");
        yield return ("Finalidades", grant.Method.IsPersonal
            ? string.Join("; ", agreement.Purposes.Select(Name))
            : "no se exige, la operación no nombra a nadie");
        if (grant.Method.NamesProgramme)
            yield return ("Programas", agreement.Programmes.Count == 0 ? "todos" : string.Join(", ", agreement.Programmes));
        yield return ("Datos de", string.Join(", ", agreement.Parties.Providers));
        yield return ("Cuota", $"{agreement.Quota.PerSecond} por segundo, {agreement.Quota.PerDay} por día, sumando todas las operaciones del convenio");
        yield return ("Antigüedad máxima de una respuesta guardada", agreement.MaxStaleness == TimeSpan.Zero
            ? "ninguna, siempre se consulta a las fuentes"
            : Span(agreement.MaxStaleness));
        yield return ("Clase de auditoría", agreement.AuditClass switch
        {
            AuditClass.Sensitive => "sensible",
            AuditClass.Reference => "referencia",
            _ => "estándar",
        });
    }

    private static string Name(Purpose purpose) => purpose switch
    {
        Purpose.EligibilityAssessment => "evaluación de elegibilidad",
        Purpose.BenefitPayment => "pago de prestaciones",
        Purpose.CaseManagement => "gestión de casos",
        Purpose.Referral => "derivación a un servicio",
        Purpose.BenefitControl => "control de prestaciones",
        Purpose.HouseholdRegistration => "registro de hogares",
        Purpose.Monitoring => "monitoreo y estadística",
        Purpose.DataSubjectRequest => "solicitud del titular de los datos",
        _ => purpose.ToString(),
    };
}
