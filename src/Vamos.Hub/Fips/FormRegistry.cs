namespace Vamos.Hub.Fips;

using Vamos.Common.V1;
using Vamos.Fips.Index;
using Vamos.Fips.V1;
using Vamos.Fips.Validation;
using Vamos.Hub.Fips.Store;
using Vamos.Trust.Agreements;

/// <summary>The registry of household forms: what can be asked of it and told to it, one form at a time.</summary>
public sealed class FormRegistry(FormStore store, TimeProvider time)
{
    /// <summary>Looks at a form without storing it.</summary>
    /// <param name="form">The form.</param>
    /// <returns>Everything that is wrong with it, and the index that it would have; no index where errors prevent it.</returns>
    public (IReadOnlyList<FormViolation> Violations, QualityOfLifeIndex? Index) Check(IntegratedProtectionForm form)
    {
        var violations = FormValidator.Validate(form, AgreementCalendar.Today(time));
        return (violations, FormValidator.CanBeStored(violations) ? QualityOfLife.Of(form) : null);
    }

    /// <summary>Stores a form, or a new version of one; what was stored before under the same request is answered as it was.</summary>
    /// <param name="form">The form; the registry's own from here on.</param>
    /// <param name="requestId">The caller's name of the request.</param>
    /// <param name="by">Who submits it.</param>
    /// <param name="cancellation">Ends the work; nothing is stored then.</param>
    internal async Task<Submitted> SubmitAsync(IntegratedProtectionForm form, string requestId, Submission by, CancellationToken cancellation)
    {
        var prepared = PreparedForm.Of(form, requestId, by.Consumer, AgreementCalendar.Today(time));
        if (!prepared.IsSound)
            return new Submitted(null, null, prepared.Violations);
        var outcome = (await store.Writer.StoreAsync([prepared], by, cancellation))[0];
        var stored = outcome.Kind == StoredKind.Repeated ? await store.AtAsync(outcome.Seq, cancellation) : outcome.Form;
        return new Submitted(stored, outcome, prepared.Violations);
    }

    /// <summary>One form.</summary>
    /// <param name="formId">Its identifier.</param>
    /// <param name="version">Its version; 0 for the latest.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The form as it was submitted; null when there is none.</returns>
    public Task<IntegratedProtectionForm?> FindAsync(string formId, long version, CancellationToken cancellation) =>
        store.FindAsync(formId, version, cancellation);

    /// <summary>The household that a person belongs to, in the one view of all its forms; null when no form names the person.</summary>
    public async Task<IntegratedProtectionForm?> HouseholdOfAsync(NationalId person, CancellationToken cancellation) =>
        (await store.HouseholdsOfAsync([person.Canonical()], cancellation))[0]?.View();

    /// <summary>A household in the one view of all its forms; null when there is none.</summary>
    public async Task<IntegratedProtectionForm?> HouseholdAsync(string householdId, CancellationToken cancellation) =>
        (await store.HouseholdAsync(householdId, cancellation))?.View();
}

/// <summary>What became of a submitted form.</summary>
/// <param name="Form">The form as stored; null when it was not.</param>
/// <param name="Outcome">What became of it; nothing when rules are broken.</param>
/// <param name="Violations">Rules that it breaks; warnings alone when it was stored.</param>
internal sealed record Submitted(IntegratedProtectionForm? Form, StoredOutcome? Outcome, IReadOnlyList<FormViolation> Violations);
