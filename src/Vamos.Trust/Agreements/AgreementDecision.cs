namespace Vamos.Trust.Agreements;

using System.Diagnostics.CodeAnalysis;
using Vamos.Contracts.Errors;
using Vamos.Exchange.V1;

/// <summary>Granted, with all that the grant says; or denied, with the reason. A value: deciding allocates nothing.</summary>
public readonly struct AgreementDecision
{
    private readonly string _consumer;
    private readonly string _method;
    private readonly string? _programme;
    private readonly Purpose _purpose;
    private readonly DateOnly _today;
    private readonly MethodGrant? _about;
    private readonly AgreementBook? _book;

    internal AgreementDecision(MethodGrant grant)
    {
        Grant = grant;
        _consumer = _method = "";
    }

    internal AgreementDecision(
        DenialReason denial, MethodGrant? about, string consumer, string method, Purpose purpose, string? programme, DateOnly today, AgreementBook book)
    {
        Denial = denial;
        _about = about;
        _consumer = consumer;
        _method = method;
        _purpose = purpose;
        _programme = programme;
        _today = today;
        _book = book;
    }

    /// <summary>Whether the call may go on.</summary>
    [MemberNotNullWhen(true, nameof(Grant))]
    public bool IsGranted => Grant is not null;

    /// <summary>What is granted; null when denied.</summary>
    public MethodGrant? Grant { get; }

    /// <summary>Why it is denied.</summary>
    public DenialReason Denial { get; }

    /// <summary>The agreement that a denial speaks of, for the audit record; empty when there is none.</summary>
    public string AgreementId => (Grant ?? _about)?.Agreement.Id ?? "";

    /// <summary>What the caller of a denied call is told.</summary>
    public Problem ToProblem() => Denial switch
    {
        DenialReason.UnknownInstitution => Denials.UnknownInstitution(_consumer),
        DenialReason.NoAgreement => Denials.NoAgreement(_consumer, _method),
        DenialReason.NotYetValid => Denials.NotYetValid(_consumer, _about!),
        DenialReason.Expired => Denials.Expired(_consumer, _about!),
        DenialReason.PurposeNotGranted => Denials.PurposeNotGranted(_consumer, _purpose, _book!.GrantsOf(_consumer, _method), _today),
        DenialReason.ProgrammeNotGranted => Denials.ProgrammeNotGranted(_consumer, _programme!, _purpose, _book!.GrantsOf(_consumer, _method), _today),
        _ => throw new InvalidOperationException("The call is granted."),
    };
}

/// <summary>Why a call is denied.</summary>
public enum DenialReason
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>The documents do not have the caller.</summary>
    UnknownInstitution,

    /// <summary>No agreement names the caller and the method.</summary>
    NoAgreement,

    /// <summary>The agreement begins later.</summary>
    NotYetValid,

    /// <summary>The agreement has ended.</summary>
    Expired,

    /// <summary>The agreement is not for the declared purpose.</summary>
    PurposeNotGranted,

    /// <summary>The agreement is not for the programme that was asked about.</summary>
    ProgrammeNotGranted,
}
