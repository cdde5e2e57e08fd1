namespace Vamos.Hub.Eligibility;

using Google.Protobuf.WellKnownTypes;
using Vamos.Eligibility.V1;
using Vamos.Exchange.V1;
using Vamos.Hub.Caching;

/// <summary>A decision as one caller gets it.</summary>
public sealed class Decided
{
    private readonly EligibilityDecision _shared;
    private readonly CacheAnswer<EligibilityDecision> _answer;

    internal Decided(CacheAnswer<EligibilityDecision> answer, ExchangeRecord trace)
    {
        _shared = answer.Value!;
        _answer = answer;
        Trace = trace;
        if (answer.IsFromCache)
        {
            Trace.FromCache = true;
            Trace.CacheAge = Duration.FromTimeSpan(answer.Age);
        }
    }

    internal Decided(EligibilityDecision decision, ExchangeRecord trace)
    {
        _shared = decision;
        Trace = trace;
    }

    /// <summary>What the exchange log is to say of where it is from.</summary>
    public ExchangeRecord Trace { get; }

    /// <summary>The decision for a caller alone, who may change it: with or without its reasons, and with its age if it was kept.</summary>
    public EligibilityDecision For(DecisionView view)
    {
        EligibilityDecision own;
        if (view == DecisionView.Full)
        {
            own = _shared.Clone();
        }
        else
        {
            own = new EligibilityDecision
            {
                NationalId = _shared.NationalId.Clone(),
                ProgrammeCode = _shared.ProgrammeCode,
                Verdict = _shared.Verdict,
                RulesVersion = _shared.RulesVersion,
                Provenance = _shared.Provenance.Clone(),
                AsOf = _shared.AsOf.Clone(),
            };
            own.Sources.Add(_shared.Sources.Clone());
        }

        if (_answer.IsFromCache)
        {
            own.Provenance.FromCache = true;
            own.Provenance.CacheAge = Duration.FromTimeSpan(_answer.Age);
            own.Provenance.Stale = _answer.IsStale;
        }

        return own;
    }
}
