namespace Vamos.Hub.Exchange.Agreements;

using Microsoft.Extensions.Logging;
using Vamos.Documents;
using Vamos.Trust.Agreements;
using Vamos.Trust.Agreements.Checks;

/// <summary>
/// The documents that count now. A change swaps the book and the directory whole: a call that began under one book ends
/// under it. Documents that cannot be used change nothing but the state.
/// </summary>
public sealed class CurrentAgreements
{
    private const int MostErrorsInLog = 20;

    private readonly Lock _reload = new();
    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private string _seen;
    private volatile Loaded _loaded;

    private CurrentAgreements(string folder, AgreementCheckResult result, AgreementBook book, TimeProvider time, ILogger log)
    {
        (_folder, _time, _log) = (folder, time, log);
        _seen = result.Version;
        _loaded = Take(result, book);
    }

    /// <summary>The book.</summary>
    public AgreementBook Book => _loaded.Book;

    /// <summary>Whose certificate is whose.</summary>
    public InstitutionDirectory Directory => _loaded.Directory;

    /// <summary>How the documents stand.</summary>
    public AgreementsState State => _loaded.State;

    /// <summary>Loads the documents at the start of the hub.</summary>
    /// <exception cref="AgreementsException">They cannot be used; the message lists every error.</exception>
    public static CurrentAgreements Load(string folder, TimeProvider time, ILogger log)
    {
        var result = AgreementCheck.Folder(folder, AgreementCalendar.Today(time));
        return result.Book is { } book ? new CurrentAgreements(folder, result, book, time, log) : throw new AgreementsException(folder, result);
    }

    /// <summary>Hash of what is in the folder now.</summary>
    internal string VersionOnDisk() => AgreementFiles.Read(_folder).Version;

    /// <summary>Takes over what is in the folder, if it differs from what was seen there last and can be used.</summary>
    /// <returns>True when something was taken over.</returns>
    public bool Reload()
    {
        lock (_reload)
        {
            var files = AgreementFiles.Read(_folder);
            if (files.Version == _seen)
                return false;

            var result = AgreementCheck.Files(files, AgreementCalendar.Today(_time));
            _seen = result.Version;
            if (result.Book is null)
            {
                Refuse(result);
                return false;
            }

            if (result.Version == _loaded.Book.Version)
            {
                _loaded = _loaded with { State = _loaded.State with { Errors = [], RefusedAt = null } };
                AgreementsLog.Restored(_log, _folder);
                return false;
            }

            _loaded = Take(result, result.Book);
            return true;
        }
    }

    private Loaded Take(AgreementCheckResult result, AgreementBook book)
    {
        foreach (var finding in result.Findings)
            AgreementsLog.Warned(_log, finding.ToString());
        AgreementsLog.Loaded(_log, book.Agreements.Count, book.Institutions.Count, book.Version);
        return new Loaded(book, new InstitutionDirectory(book.Institutions.Values), new AgreementsState
        {
            Version = book.Version,
            LoadedAt = _time.GetUtcNow(),
            Agreements = book.Agreements.Count,
            Warnings = result.Findings,
        });
    }

    private void Refuse(AgreementCheckResult result)
    {
        var errors = result.Errors.ToList();
        _loaded = _loaded with { State = _loaded.State with { Errors = errors, RefusedAt = _time.GetUtcNow() } };
        AgreementsLog.Refused(_log, _folder, errors.Count, string.Join("; ", errors.Take(MostErrorsInLog)));
    }

    private sealed record Loaded(AgreementBook Book, InstitutionDirectory Directory, AgreementsState State);
}

/// <summary>The hub cannot start on the documents that it was given.</summary>
public sealed class AgreementsException(string folder, AgreementCheckResult result)
    : Exception($"The agreements in {folder} cannot be used:\n" + string.Join("\n", result.Errors.Select(e => "  " + e)))
{
    /// <summary>Every error.</summary>
    public IReadOnlyList<Finding> Errors { get; } = [.. result.Errors];
}
