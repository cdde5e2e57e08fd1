namespace Vamos.Trust.Agreements.Explaining;

using Vamos.Contracts.Exchange;

internal sealed class EnglishExplanation(AgreementExplanation explanation) : ExplanationText(explanation)
{
    protected override string Released => "Comes back";

    protected override string Removed => "Is removed from the answer";

    protected override string Denied() => Explanation.ConsumerName is null
        ? $"{Explanation.Consumer} may not call {Explanation.Method.ShortName}: institutions.yaml does not have this institution."
        : $"{Caller} may not call {Explanation.Method.ShortName}: no agreement names it.";

    protected override string Granted(ExplainedGrant grant)
    {
        var (method, agreement) = (Explanation.Method.ShortName, grant.Grant.Agreement);
        return grant.State switch
        {
            GrantState.InForce => $"{Caller} may call {method} under the agreement {agreement.Id}.",
            GrantState.NotYetValid => $"{Caller} may not call {method} yet: the agreement {agreement.Id} begins on {agreement.Validity.From:yyyy-MM-dd}.",
            _ => $"{Caller} may no longer call {method}: the agreement {agreement.Id} ended on {agreement.Validity.Until:yyyy-MM-dd}.",
        };
    }

    protected override IEnumerable<(string, string)> Terms(MethodGrant grant)
    {
        var agreement = grant.Agreement;
        var paper = agreement.Instrument;
        var signed = agreement.Illustrative ? " (illustrative, signed by nobody)" : "";
        yield return ("Instrument", $"{paper.Kind} {paper.Number} of {paper.Date:yyyy-MM-dd}, {paper.Article}{signed}");
        yield return ("In force", $"{agreement.Validity.From:yyyy-MM-dd} to {agreement.Validity.Until:yyyy-MM-dd}, both included");
        yield return ("Purposes", grant.Method.IsPersonal
            ? string.Join(", ", agreement.Purposes.Select(ExchangeMetadata.NameOf))
            : "none needed, the method names nobody");
        if (grant.Method.NamesProgramme)
            yield return ("Programmes", agreement.Programmes.Count == 0 ? "all" : string.Join(", ", agreement.Programmes));
        yield return ("Data of", string.Join(", ", agreement.Parties.Providers));
        yield return ("Quota", $"{agreement.Quota.PerSecond} a second, {agreement.Quota.PerDay} a day, over all methods of the agreement");
        yield return ("Oldest answer from the cache", agreement.MaxStaleness == TimeSpan.Zero
            ? "none, the sources are asked every time"
            : Span(agreement.MaxStaleness));
        yield return ("Audit class", agreement.AuditClass.ToString().ToLowerInvariant());
    }
}
