import { Skeleton } from "../../ui/states.tsx";

export function DashboardSkeleton() {
  return (
    <div className="page dashboard" role="status" aria-label="Loading the dashboard">
      {[1, 2, 3, 4].map((card) => (
        <div key={card} className="card stat-card">
          <Skeleton width={72} height={14} />
          <Skeleton width={120} height={30} style={{ marginTop: 10 }} />
          <Skeleton height={32} style={{ marginTop: 14 }} />
        </div>
      ))}
      {[1, 2, 3, 4].map((card) => (
        <div key={card} className="card chart-card">
          <Skeleton width={150} height={16} />
          <Skeleton width={230} height={12} style={{ marginTop: 8 }} />
          <Skeleton height={270} style={{ marginTop: 18 }} />
        </div>
      ))}
    </div>
  );
}
