namespace Vamos.Fips.Instruments.Census;

using Vamos.Fips.V1;
using Vamos.Translation.Delimited;

/// <summary>A list of the census of older adults, line by line.</summary>
internal sealed class CensusReading(
    InstrumentFile file, Func<DelimitedRecord, InstrumentTerms, IntegratedProtectionForm> read, InstrumentTerms terms, ReadingGauge gauge)
{
    private readonly InstrumentTerms _terms = terms with { InterviewDate = terms.InterviewDate ?? file.DateOfName };

    public IEnumerable<ReadForm> Read(CancellationToken cancellationToken)
    {
        foreach (var line in file.Records(cancellationToken))
        {
            var record = new DelimitedRecord(file.Layout, line);
            var form = record.Translate(() => Named(record, read(record, _terms)));
            gauge.Household();
            yield return form is null
                ? file.SetAside(line, record.TakeFlaws())
                : new ReadForm(form, RequestId.Of(form, form.Interview.FormNumber), [file.At(line)], []);
        }
    }

    private static IntegratedProtectionForm Named(DelimitedRecord record, IntegratedProtectionForm form)
    {
        var person = form.Members[0];
        if (person.NationalId is null && person.Name is { FirstGivenName: "", FirstSurname: "" })
            record.Note("", "names nobody");
        return form;
    }
}
