namespace Vamos.Fips.Validation;

using Vamos.Fips.V1;

/// <summary>One published rule of the form: what must be so, and the check that tells where it is not.</summary>
public sealed class FormRule
{
    internal FormRule(string code, ViolationSeverity severity, string fields, string description, FormCheck check)
    {
        Code = code;
        Severity = severity;
        Fields = fields;
        Description = description;
        Check = check;
    }

    /// <summary>What violations call it; never changes once published. Example: <c>exactly-one-head</c>.</summary>
    public string Code { get; }

    /// <summary>Whether a form that breaks it can be stored.</summary>
    public ViolationSeverity Severity { get; }

    /// <summary>Fields that it looks at. Example: <c>members[].kinship</c>.</summary>
    public string Fields { get; }

    /// <summary>What must be so, in Spanish.</summary>
    public string Description { get; }

    /// <summary>Instruments that it holds for.</summary>
    public AskedBy AppliesTo { get; init; }

    internal FormCheck Check { get; }

    internal bool HoldsFor(Instrument instrument) => AppliesTo switch
    {
        AskedBy.Integrated => !IsEarlier(instrument),
        AskedBy.Households => instrument != Instrument.OlderAdultCensus,
        _ => true,
    };

    // An instrument that is not told gets no leave to be silent.
    private static bool IsEarlier(Instrument instrument) =>
        instrument is Instrument.FichaHogar or Instrument.FichaSocial or Instrument.OlderAdultCensus;
}

/// <summary>Tells where a form breaks a rule: the paths of fields, with what is wrong there and what would be right.</summary>
internal delegate IEnumerable<(string Field, string Message)> FormCheck(FormInspection form);
