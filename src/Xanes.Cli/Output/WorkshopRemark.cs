using Xanes.Plugin.Datasets;

namespace Xanes.Cli.Output;

/// <summary>What a data set has to tell its user.</summary>
internal static class WorkshopRemark
{
    /// <summary>Tells that the protocol was edited, if it was.</summary>
    public static void TellRemark(this DataSetWorkshop workshop, Session session)
    {
        if (workshop.Plan.Remark is { } remark)
        {
            session.Note(remark);
        }
    }
}
