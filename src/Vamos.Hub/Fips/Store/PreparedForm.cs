namespace Vamos.Hub.Fips.Store;

using System.Security.Cryptography;
using Google.Protobuf;
using Vamos.Fips.Index;
using Vamos.Fips.V1;
using Vamos.Fips.Validation;

/// <summary>A form that was looked at by itself: all that can be done before the registry is locked for it. Safe to make on any thread.</summary>
internal sealed class PreparedForm
{
    private PreparedForm(IntegratedProtectionForm form, string requestId, string consumer, DateOnly today)
    {
        Form = form;
        RequestId = requestId;
        RequestKey = MatchKeyHash.Of($"{consumer}\n{requestId}");
        ClearWhatTheHubSets(form);
        Digest = SHA256.HashData(form.ToByteArray());
        Violations = FormValidator.Validate(form, today);
        IsSound = Violations.All(violation => violation.Severity != ViolationSeverity.Error);
        if (!IsSound)
            return;
        form.QualityOfLifeIndex = QualityOfLife.Of(form);
        Keys = MatchKeyHash.Of(form);
        DocumentKeys = MatchKeyHash.OfDocuments(form);
        PatientKeys = [.. MatchKeyHash.ToFind(form).Except(Keys)];
    }

    /// <summary>The form; the registry's own from here on.</summary>
    public IntegratedProtectionForm Form { get; }

    /// <summary>The caller's name of the request.</summary>
    public string RequestId { get; }

    /// <summary>Number by which the request is found again.</summary>
    public long RequestKey { get; }

    /// <summary>SHA-256 of the form as it was submitted, to tell a repetition from another form under the same name.</summary>
    public byte[] Digest { get; }

    /// <summary>Everything that is wrong with it.</summary>
    public IReadOnlyList<FormViolation> Violations { get; }

    /// <summary>Whether it may be stored.</summary>
    public bool IsSound { get; }

    /// <summary>Keys that its members are found by.</summary>
    public long[] Keys { get; } = [];

    /// <summary>Those among them that are of documents.</summary>
    public long[] DocumentKeys { get; } = [];

    /// <summary>Keys that its members are looked for by, beyond their own, when none of their documents is known.</summary>
    public long[] PatientKeys { get; } = [];

    /// <summary>Looks at a form.</summary>
    /// <param name="form">The form; nobody else may be using it.</param>
    /// <param name="requestId">The caller's name of the request.</param>
    /// <param name="consumer">The caller.</param>
    /// <param name="today">The day in Paraguay.</param>
    public static PreparedForm Of(IntegratedProtectionForm form, string requestId, string consumer, DateOnly today) => new(form, requestId, consumer, today);

    private static void ClearWhatTheHubSets(IntegratedProtectionForm form)
    {
        form.QualityOfLifeIndex = null;
        form.Provenance = null;
        form.UpdateTime = null;
        form.Conflicts.Clear();
        form.HouseholdChanges.Clear();
    }
}
