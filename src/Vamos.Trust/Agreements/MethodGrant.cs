namespace Vamos.Trust.Agreements;

using System.Collections.Frozen;
using Vamos.Exchange.V1;
using Vamos.Trust.Agreements.Documents;
using Vamos.Trust.Agreements.Fields;

/// <summary>What one agreement grants for one method. Made once with the book.</summary>
public sealed class MethodGrant
{
    private readonly FrozenSet<string>? _programmes;
    private readonly Purpose[] _purposes;

    internal MethodGrant(Agreement agreement, ExchangedMethod method, FieldGrant fields)
    {
        Agreement = agreement;
        Method = method;
        Fields = fields;
        _purposes = [.. agreement.Purposes];
        Providers = agreement.Parties.Providers.ToFrozenSet(StringComparer.Ordinal);
        ProgrammeNames = string.Join(", ", agreement.Programmes);
        _programmes = method.NamesProgramme && agreement.Programmes.Count != 0 ? agreement.Programmes.ToFrozenSet(StringComparer.Ordinal) : null;
    }

    /// <summary>The agreement.</summary>
    public Agreement Agreement { get; }

    /// <summary>The method.</summary>
    public ExchangedMethod Method { get; }

    /// <summary>The fields of the response that may be seen.</summary>
    public FieldGrant Fields { get; }

    /// <summary>Institutions whose data it is; sources of nobody else may be asked.</summary>
    public FrozenSet<string> Providers { get; }

    /// <summary>How often, over all methods of the agreement.</summary>
    public Quota Quota => Agreement.Quota;

    /// <summary>Greatest age of an answer that was kept from before.</summary>
    public TimeSpan MaxStaleness => Agreement.MaxStaleness;

    /// <summary>How the exchange is kept.</summary>
    public AuditClass AuditClass => Agreement.AuditClass;

    internal string ProgrammeNames { get; }

    internal bool IsFor(Purpose purpose) => Array.IndexOf(_purposes, purpose) >= 0;

    internal bool Covers(string? programme) => _programmes is null || string.IsNullOrEmpty(programme) || _programmes.Contains(programme);
}
