namespace Vamos.Hub.Audit.Log;

using System.Data.Common;

/// <summary>Puts many records into the table at once, in the way that is fastest for a database.</summary>
internal interface ILogRows : IDisposable
{
    void Insert(DbTransaction transaction, List<LogRow> rows);
}
