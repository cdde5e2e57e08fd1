namespace Vamos.Hub.Fips.Store;

using Vamos.Common.V1;
using Vamos.Fips.Index;
using Vamos.Fips.Reconciliation;
using Vamos.Fips.V1;

/// <summary>A household as its forms show it, read for one caller.</summary>
/// <param name="forms">The latest version of each of its forms.</param>
/// <param name="changes">Splits and merges, the oldest first.</param>
/// <param name="formsOfChanges">The latest versions of forms of other households to which the changes say that members went.</param>
internal sealed class HouseholdForms(
    IReadOnlyList<IntegratedProtectionForm> forms, IReadOnlyList<HouseholdChange> changes, IReadOnlyList<IntegratedProtectionForm> formsOfChanges)
{
    private IntegratedProtectionForm? _view;

    /// <summary>The one view of all forms, with the index that it has.</summary>
    public IntegratedProtectionForm View()
    {
        if (_view is not null)
            return _view;
        _view = CurrentView.Of(forms, changes, formsOfChanges);
        _view.QualityOfLifeIndex = QualityOfLife.Of(_view);
        return _view;
    }

    /// <summary>Whether a person lives in it.</summary>
    public bool Has(NationalId person) =>
        View().Members.Any(member => member is not { HasHouseholdMember: true, HouseholdMember: false } && Is(member, person));

    /// <summary>
    /// When a form last said that the household has a person: the day of the interview, then when it was stored. Somebody whom two households claim
    /// lives where the later interview was.
    /// </summary>
    public (DateOnly Day, DateTimeOffset Stored) LastSaid(NationalId person) => forms
        .Where(form => form.Members.Any(member => Is(member, person)))
        .Select(form => (InterviewTime.DayOf(form) ?? DateOnly.MinValue, form.UpdateTime?.ToDateTimeOffset() ?? DateTimeOffset.MinValue))
        .DefaultIfEmpty()
        .Max();

    private static bool Is(FormMember member, NationalId person) => member.NationalId is { } own && own.Canonical().Equals(person);
}
